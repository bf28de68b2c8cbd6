namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Undoes the doubling of quotes in a cell. One for each thread: the result stands in a buffer of its own until the next call.</summary>
internal sealed class CellUnescaper
{
    private const byte Quote = (byte)'"';

    private byte[] _unescaped = [];

    internal ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_unescaped.Length < raw.Length) _unescaped = new byte[Math.Max(raw.Length, 256)];
        var length = 0;
        while (true)
        {
            var quote = raw.IndexOf(Quote);
            if (quote < 0 || quote + 1 >= raw.Length)
            {
                raw.CopyTo(_unescaped.AsSpan(length));
                return _unescaped.AsSpan(0, length + raw.Length);
            }

            raw[..(quote + 1)].CopyTo(_unescaped.AsSpan(length));
            length += quote + 1;
            raw = raw[(quote + (raw[quote + 1] == Quote ? 2 : 1))..];
        }
    }
}
