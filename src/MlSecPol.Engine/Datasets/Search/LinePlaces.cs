using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>Tells line and character of bytes of a plain text, counting on from the last place that was asked for.</summary>
internal sealed class LinePlaces(ByteSource source)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _counted;
    private long _line = 1;
    private long _characters;

    /// <summary>The line and the character in it, both from 1; null beyond the end.</summary>
    internal (long Line, long Position)? Find(long offset)
    {
        if (offset > source.Length) return null;
        if (offset < _counted) (_counted, _line, _characters) = (0, 1, 0);
        while (_counted < offset)
        {
            var read = source.Read(_counted, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, offset - _counted)));
            if (read == 0) return null;
            Count(_buffer.AsSpan(0, read));
            _counted += read;
        }

        return (_line, _characters + 1);
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'\n');
        if (last >= 0)
        {
            _line += bytes.Count((byte)'\n');
            _characters = 0;
            bytes = bytes[(last + 1)..];
        }

        foreach (var b in bytes) _characters += (b & 0xC0) == 0x80 ? 0 : 1;
    }
}
