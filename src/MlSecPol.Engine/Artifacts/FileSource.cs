using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// A regular file, opened for reading and shared with writers; its length is fixed at the moment of opening. A small one is read as a whole at the first
/// question, because many are asked of it: where archives end, what could begin at which place.
/// </summary>
public sealed class FileSource : ByteSource
{
    private const int SmallLength = 64 * 1024;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly Lock _filling = new();
    private byte[]? _whole;
    private int _wholeLength;
    private long _bytesRead;

    private FileSource(string path, SafeFileHandle handle, long length)
    {
        _path = path;
        _handle = handle;
        Length = length;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Opens a regular file. Pipes, sockets and devices are refused unopened, and so is what hides its length, as files of <c>/proc</c> do.</summary>
    /// <exception cref="ArtifactException">It is absent, refused, or not a regular file.</exception>
    public static FileSource Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SafeFileHandle? handle = null;
        FileSource? source = null;
        try
        {
            handle = OperatingSystem.IsWindows() ? OpenOnWindows(path) : UnixFile.Open(path);
            var length = RandomAccess.GetLength(handle);
            if (length == 0 && HasContent(handle) && RandomAccess.GetLength(handle) == 0) throw LengthHidden(path);
            return source = new FileSource(path, handle, length);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ArtifactException(ArtifactErrorKind.PermissionDenied, $"'{path}' may not be read: {e.Message}", "Run as a user who may read the file, or grant read access.", e);
        }
        catch (NotSupportedException)
        {
            throw NotAFile(path);
        }
        catch (FileNotFoundException e)
        {
            throw new ArtifactException(ArtifactErrorKind.NotFound, $"There is no file '{path}'.", "Check the path; a dangling link counts as absent.", e);
        }
        catch (IOException e)
        {
            throw new ArtifactException(ArtifactErrorKind.ReadFailed, $"'{path}' cannot be opened: {e.Message}", "Check the file system and the path.", e);
        }
        finally
        {
            if (source is null) handle?.Dispose();
        }
    }

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length) return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, Length - offset)];
        if (Length > SmallLength) return ReadFile(offset, buffer);
        var whole = Whole();
        var count = Math.Clamp(_wholeLength - (int)offset, 0, buffer.Length);
        whole.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
            if (Interlocked.Exchange(ref _whole, null) is { } whole) ArrayPool<byte>.Shared.Return(whole);
        }

        base.Dispose(disposing);
    }

    private byte[] Whole()
    {
        if (Volatile.Read(ref _whole) is { } known) return known;
        lock (_filling)
        {
            if (_whole is { } filled) return filled;
            var whole = ArrayPool<byte>.Shared.Rent((int)Length);
            _wholeLength = ReadFile(0, whole.AsSpan(0, (int)Length));
            Volatile.Write(ref _whole, whole);
            return whole;
        }
    }

    private int ReadFile(long offset, Span<byte> buffer)
    {
        var total = 0;
        try
        {
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(_handle, buffer[total..], offset + total);
                if (read == 0) break;
                total += read;
            }
        }
        catch (IOException e)
        {
            throw new ArtifactException(ArtifactErrorKind.ReadFailed, $"'{_path}' cannot be read at offset {offset}: {e.Message}", "Check the device and try again.", e);
        }

        Interlocked.Add(ref _bytesRead, total);
        return total;
    }

    private static SafeFileHandle OpenOnWindows(string path)
    {
        if (Directory.Exists(path)) throw new NotSupportedException("This is a folder.");
        return File.Exists(path)
            ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            : throw new FileNotFoundException("There is no such file.", path);
    }

    private static bool HasContent(SafeFileHandle handle)
    {
        Span<byte> first = stackalloc byte[1];
        return RandomAccess.Read(handle, first, fileOffset: 0) > 0;
    }

    private static ArtifactException LengthHidden(string path) =>
        new(ArtifactErrorKind.NotAFile, $"'{path}' has content but says that its length is 0, as files under /proc do.", "Copy the content to a file and give that.");

    private static ArtifactException NotAFile(string path) =>
        new(ArtifactErrorKind.NotAFile, $"'{path}' is not a regular file.", "Give a file; folders need -Recurse, and devices, pipes and sockets are not read.");
}
