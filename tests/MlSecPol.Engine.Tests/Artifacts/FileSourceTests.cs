using System.Net.Sockets;
using MlSecPol.Engine.Artifacts;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts;

public sealed class FileSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol-").FullName;

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/urandom")]
    public void Devices_are_refused(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are files on Unix only");
        Assert.Equal(ArtifactErrorKind.NotAFile, Assert.Throws<ArtifactException>(() => FileSource.Open(path)).Kind);
    }

    [Fact]
    public void A_link_to_a_device_is_refused_and_one_to_a_file_is_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are files on Unix only");
        var (device, file) = (Path.Combine(_folder, "device.csv"), Path.Combine(_folder, "file.csv"));
        File.CreateSymbolicLink(device, "/dev/zero");
        File.CreateSymbolicLink(file, Path.Combine(_folder, "target.csv"));
        File.WriteAllText(Path.Combine(_folder, "target.csv"), "a,b\n");
        Assert.Equal(ArtifactErrorKind.NotAFile, Assert.Throws<ArtifactException>(() => FileSource.Open(device)).Kind);
        using var source = FileSource.Open(file);
        Assert.Equal(4, source.Length);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sockets are files on Unix only");
        var path = Path.Combine(_folder, "s.csv");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Assert.Equal(ArtifactErrorKind.NotAFile, Assert.Throws<ArtifactException>(() => FileSource.Open(path)).Kind);
    }

    [Fact]
    public void A_file_that_hides_its_length_is_refused_and_never_called_empty()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is of Linux");
        var error = Assert.Throws<ArtifactException>(() => FileSource.Open("/proc/version"));
        Assert.Equal(ArtifactErrorKind.NotAFile, error.Kind);
        Assert.Contains("has content", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_one()
    {
        var path = Path.Combine(_folder, "empty.csv");
        File.WriteAllBytes(path, []);
        using var source = FileSource.Open(path);
        Assert.Equal((0, 0), (source.Length, source.Read(0, new byte[8])));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
