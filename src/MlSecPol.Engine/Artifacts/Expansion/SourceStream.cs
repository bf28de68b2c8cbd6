namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Reads a source from its beginning as a stream, so that decompressors can take it. The last byte is never handed out together with others:
/// a decompressor that is done before asking for it has left something over.
/// </summary>
internal sealed class SourceStream(ByteSource source, CancellationToken token) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 14];
    private int _next;
    private int _filled;
    private long _fetched;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => source.Length;

    public override long Position
    {
        get => _fetched - _filled + _next;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        token.ThrowIfCancellationRequested();
        if (_next == _filled && buffer.Length >= _buffer.Length)
        {
            var direct = source.Read(_fetched, buffer[..Bounded(buffer.Length)]);
            _fetched += direct;
            _next = _filled = 0;
            return direct;
        }

        if (_next == _filled) Fill();
        var count = Math.Min(buffer.Length, _filled - _next);
        _buffer.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        if (_next == _filled) Fill();
        return _next < _filled ? _buffer[_next++] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        _fetched = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => source.Length + offset };
        _next = _filled = 0;
        return _fetched;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Bounded(int count)
    {
        var left = source.Length - _fetched;
        return left <= 1 ? Math.Min(count, 1) : (int)Math.Min(count, left - 1);
    }

    private void Fill()
    {
        token.ThrowIfCancellationRequested();
        _filled = source.Read(_fetched, _buffer.AsSpan(0, Bounded(_buffer.Length)));
        _fetched += _filled;
        _next = 0;
    }
}
