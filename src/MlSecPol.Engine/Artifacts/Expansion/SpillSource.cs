using Microsoft.Win32.SafeHandles;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Bytes that are appended first and read at random afterwards: in memory up to a size, then in a temporary file that only this process can open. Where only a
/// beginning is kept, the rest counts for the length and cannot be read.
/// </summary>
internal sealed class SpillSource(int buffered, long kept = long.MaxValue) : ByteSource
{
    private byte[] _memory = [];
    private SafeFileHandle? _file;
    private long _length;
    private long _stored;
    private long _bytesRead;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <inheritdoc/>
    public override long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Adds bytes at the end.</summary>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        var all = bytes.Length;
        bytes = bytes[..(int)Math.Min(all, Math.Max(0, kept - _stored))];
        Store(bytes);
        _stored += bytes.Length;
        _length += all;
    }

    private void Store(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        if (_file is null && _stored + bytes.Length > buffered) Spill();
        if (_file is not null)
        {
            Write(_stored, bytes);
        }
        else
        {
            if (_memory.Length < _stored + bytes.Length) Array.Resize(ref _memory, (int)Math.Min(Math.Max(buffered, 1), Math.Max(_memory.Length * 2L, _stored + bytes.Length)));
            bytes.CopyTo(_memory.AsSpan((int)_stored));
        }
    }

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= _stored) return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, _stored - offset)];
        var total = 0;
        if (_file is null)
        {
            _memory.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
            total = buffer.Length;
        }
        else
        {
            try
            {
                while (total < buffer.Length && RandomAccess.Read(_file, buffer[total..], offset + total) is > 0 and var count) total += count;
            }
            catch (IOException e)
            {
                throw Failed("read", e);
            }

            // A hole at the very end was never written; it is zero.
            buffer[total..].Clear();
        }

        Interlocked.Add(ref _bytesRead, buffer.Length);
        return buffer.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _file?.Dispose();
        base.Dispose(disposing);
    }

    private static ArtifactException Failed(string what, Exception e) =>
        new(ArtifactErrorKind.ReadFailed, $"The temporary file for expanded content cannot be {what}: {e.Message}", "Free space in the folder for temporary files.", e);

    private void Spill()
    {
        var path = Path.Combine(Path.GetTempPath(), "mlsecpol-" + Path.GetRandomFileName());
        try
        {
            _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);

            // On Unix the name can go at once, so that not even a crash leaves anything behind.
            if (!OperatingSystem.IsWindows()) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed("made", e);
        }

        Write(0, _memory.AsSpan(0, (int)_stored));
        _memory = [];
    }

    private void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        // Untrained weights expand to zeros; they stay a hole in the file.
        if (bytes.IndexOfAnyExcept((byte)0) < 0) return;
        try
        {
            RandomAccess.Write(_file!, bytes, offset);
        }
        catch (IOException e)
        {
            throw Failed("written", e);
        }
    }
}
