using MlSecPol.Engine.Reports;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    private string Name => Path.Combine(_folder, "report.json");

    public void Dispose()
    {
        if (File.Exists(Name)) File.SetAttributes(Name, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_file_is_replaced_and_nothing_else_stays()
    {
        File.WriteAllText(Name, "before");
        Write();
        Assert.Equal("after", File.ReadAllText(Name));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_failure_while_writing_leaves_what_was_there()
    {
        File.WriteAllText(Name, "before");
        var error = Assert.Throws<ReportException>(() => new ReportFile(Name, false, false).Write(stream =>
        {
            stream.WriteByte(1);
            throw new IOException("the disk is full");
        }));
        Assert.Equal("MlSecPol.Report.WriteFailed", error.ErrorId);
        Assert.Equal("before", File.ReadAllText(Name));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void NoClobber_keeps_a_file()
    {
        Write(noClobber: true);
        Assert.Equal("MlSecPol.Report.Exists", Assert.Throws<ReportException>(() => Write(noClobber: true)).ErrorId);
    }

    [Fact]
    public void A_read_only_file_needs_force()
    {
        File.WriteAllText(Name, "before");
        File.SetAttributes(Name, FileAttributes.ReadOnly);
        Assert.Equal("MlSecPol.Report.ReadOnly", Assert.Throws<ReportException>(() => Write()).ErrorId);
        Write(force: true);
        Assert.Equal("after", File.ReadAllText(Name));
    }

    [Fact]
    public void A_missing_folder_a_folder_and_a_device_are_errors()
    {
        Assert.Equal("MlSecPol.Report.FolderMissing", Assert.Throws<ReportException>(() => new ReportFile(Path.Combine(_folder, "none", "x.json"), false, false).Check()).ErrorId);
        Assert.Equal("MlSecPol.Report.NotAFile", Assert.Throws<ReportException>(() => new ReportFile(_folder, false, true).Check()).ErrorId);
        if (!OperatingSystem.IsWindows()) Assert.Equal("MlSecPol.Report.NotAFile", Assert.Throws<ReportException>(() => new ReportFile("/dev/null", false, true).Write(_ => { })).ErrorId);
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SKIPPED: links need a privilege on Windows.");
        var link = Path.Combine(_folder, "link.json");
        File.WriteAllText(Name, "before");
        File.CreateSymbolicLink(link, Name);
        new ReportFile(link, false, false).Write(stream => stream.Write("after"u8));
        Assert.Equal(Name, new FileInfo(link).LinkTarget);
        Assert.Equal("after", File.ReadAllText(Name));
    }

    private void Write(bool noClobber = false, bool force = false) => new ReportFile(Name, noClobber, force).Write(stream => stream.Write("after"u8));
}
