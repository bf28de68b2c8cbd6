using System.IO.Compression;
using System.Text;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

public sealed class ContainerCheckTests
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("a,b\n1,2\n3,4\n");

    [Fact]
    public void A_gzip_of_a_gzip_of_zeros_is_a_bomb_and_ends_at_the_limit()
    {
        var bomb = Gzip(Gzip(new byte[300 << 20]));
        Assert.True(bomb.Length < 4096);
        var verdict = FileReading.Ask<ArchiveBomb>(bomb, "readings.csv.gz");
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Equal(Severity.High, verdict.Findings[0].Severity);
        Assert.Equal(CheckStatus.Error, FileReading.Ask<ExecutableContent>(bomb, "readings.csv.gz").Status);
    }

    [Fact]
    public void A_tower_of_layers_ends_at_the_depth()
    {
        var tower = Csv;
        for (var i = 0; i < 12; i++) tower = Gzip(tower);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<ArchiveBomb>(tower, "readings.csv.gz").Status);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<ArchiveBomb>(tower, "readings.csv.gz", new FileSettings { Containers = new ContainerLimits { NestingDepth = 20 } }).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public void A_gzip_that_lost_its_end_is_truncated(int lost)
    {
        var whole = Gzip(Csv);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<TruncatedArchive>(whole[..^lost], "readings.csv.gz").Status);
    }

    [Fact]
    public void A_zip_without_its_directory_is_truncated()
    {
        var zip = Zip(("readings.csv", Csv));
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<TruncatedArchive>(zip[..(zip.Length - 30)], "readings.zip").Status);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<TruncatedArchive>(zip, "readings.zip").Status);
    }

    [Fact]
    public void Plain_text_has_no_end_to_miss() =>
        Assert.Equal(CheckStatus.NotApplicable, FileReading.Ask<TruncatedArchive>(Csv, "readings.csv").Status);

    [Fact]
    public void A_program_inside_a_zip_inside_a_gzip_is_found_with_its_path()
    {
        byte[] elf = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[57]];
        var verdict = FileReading.Ask<ExecutableContent>(Gzip(Zip(("inner.zip", Zip(("photo.jpg", elf))))), "photos.zip.gz");
        var finding = Assert.Single(verdict.Findings);
        Assert.Equal("photos.zip!inner.zip!photo.jpg", finding.Member);
        Assert.Equal(Severity.Critical, finding.Severity);
    }

    [Fact]
    public void A_pickle_under_the_name_of_a_table_is_found_and_never_loaded()
    {
        // A pickle of protocol 2 that would call os.system with a harmless word.
        var pickle = Encoding.Latin1.GetBytes("\u0080\u0002cos\nsystem\nX\u0005\u0000\u0000\u0000helloq\u0000\u0085Rq\u0001.");
        Assert.Equal("pickle", Assert.Single(FileReading.Ask<ExecutableContent>(pickle, "readings.csv").Findings).Rule);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", true)]
    [InlineData("{'descr': [('a', '<i8'), ('b', '|O8')], 'fortran_order': False, 'shape': (2,), }", true)]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", false)]
    [InlineData("{'descr': [('Object', '<i8')], 'fortran_order': False, 'shape': (2,), }", false)]
    public void Arrays_of_objects_are_told_by_their_header(string header, bool isObjects)
    {
        byte[] npy = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)(header.Length + 1), 0, .. Encoding.ASCII.GetBytes(header + "\n"), .. new byte[16]];
        Assert.Equal(isObjects ? CheckStatus.Fail : CheckStatus.Pass, FileReading.Ask<ExecutableContent>(npy, "x.npy").Status);
    }

    [Fact]
    public void What_is_hung_behind_a_table_is_seen()
    {
        byte[] polyglot = [.. Csv, .. Zip(("run.exe", Encoding.ASCII.GetBytes("MZ")))];
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<ExecutableContent>(polyglot, "readings.csv").Status);
    }

    [Fact]
    public void A_link_on_disk_that_leaves_the_folder_fails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights on Windows");
        using var folder = new TemporaryFolder();
        var target = folder.Write("elsewhere/readings.csv", Csv);
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        var link = Path.Combine(folder.Path, "data", "readings.csv");
        File.CreateSymbolicLink(link, target);
        Assert.Equal("disk-link-away", Assert.Single(FileReading.Ask<Symlinks>(link).Findings).Rule);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Symlinks>(target).Status);
    }

    [Fact]
    public void A_rar_archive_is_recognised_and_not_read()
    {
        var verdict = FileReading.Ask<ExecutableContent>([.. "Rar!\x1A\x07\x01\x00"u8, .. new byte[64]], "images.rar");
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.Contains("rar archive", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_above_the_limit_is_an_error()
    {
        var verdict = FileReading.Ask<SizeLimit>(Csv, "readings.csv", new FileSettings { MaximumBytes = 5 });
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.NotEmpty(verdict.Findings);
    }

    [Fact]
    public void A_member_longer_than_what_is_kept_is_still_summed_up()
    {
        var random = new byte[1 << 20];
        new Random(7).NextBytes(random);
        var zip = Zip(("noise.bin", random));
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<TruncatedArchive>(zip, "noise.zip").Status);
        zip[zip.Length / 2] ^= 1;
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<TruncatedArchive>(zip, "noise.zip").Status);
    }

    internal static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize)) gzip.Write(content);
        return target.ToArray();
    }

    internal static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in members)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }
}
