namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Splits text into lines; a line ends with LF, and a CR before it is not part of it.</summary>
internal sealed class LineRecords(RecordBuffer buffer)
{
    private int _next;
    private int _end;

    /// <summary>The line without its end; valid until the next one is read.</summary>
    internal ReadOnlySpan<byte> Line => buffer.Bytes.AsSpan(buffer.Start, _end - buffer.Start);

    internal long? Offset => buffer.OffsetOf(buffer.Start);

    internal ReadStatus Read()
    {
        buffer.Start = _next;
        var searched = 0;
        while (true)
        {
            var window = buffer.Bytes.AsSpan(buffer.Start, buffer.End - buffer.Start);
            var feed = window[searched..].IndexOf((byte)'\n');
            if (feed >= 0 || (buffer.IsLast && !window.IsEmpty))
            {
                var length = feed >= 0 ? searched + feed : window.Length;
                _next = buffer.Start + length + (feed >= 0 ? 1 : 0);
                if (length > 0 && window[length - 1] == (byte)'\r') length--;
                _end = buffer.Start + length;
                return ReadStatus.Record;
            }

            if (buffer.IsLast) return ReadStatus.End;
            searched = window.Length;
            if (!buffer.TryFill()) return ReadStatus.RecordTooLong;
        }
    }
}
