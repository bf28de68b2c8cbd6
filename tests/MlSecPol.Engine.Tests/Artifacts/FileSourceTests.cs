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

    [Fact]
    public void What_is_not_there_is_not_found_and_a_folder_is_no_file()
    {
        var path = Path.Combine(_folder, "model.pkl");
        File.WriteAllBytes(path, [0x80]);
        string[] absent = [Path.Combine(_folder, "absent.pkl"), Path.Combine(path, "inside.pkl"), path + "\0.pkl", ""];
        Assert.All(absent, p => Assert.Equal(ArtifactErrorKind.NotFound, Assert.Throws<ArtifactException>(() => FileSource.Open(p)).Kind));
        Assert.Equal(ArtifactErrorKind.NotAFile, Assert.Throws<ArtifactException>(() => FileSource.Open(_folder)).Kind);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(64 * 1024)]
    public void A_small_file_is_read_once_whatever_is_asked_of_it(int length)
    {
        var path = Path.Combine(_folder, "small.bin");
        var content = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(path, content);
        using var source = FileSource.Open(path);
        Parallel.For(0, 64, i =>
        {
            var buffer = new byte[16];
            var offset = i * length / 64;
            var count = source.Read(offset, buffer);
            Assert.Equal(content.Skip(offset).Take(16), buffer.Take(count));
        });
        Assert.Equal(0, source.Read(length, new byte[1]));
        Assert.Equal(length, source.BytesRead);
    }

    [Fact]
    public void A_large_file_is_read_only_where_it_is_asked()
    {
        var path = Path.Combine(_folder, "large.bin");
        File.WriteAllBytes(path, new byte[200_000]);
        using var source = FileSource.Open(path);
        Assert.Equal((100, 100), (source.Read(150_000, new byte[100]), (int)source.BytesRead));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
