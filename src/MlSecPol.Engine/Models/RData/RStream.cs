using System.Globalization;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.RData;

/// <summary>The words of a serialized R object in each of its three encodings: big-endian, native and text.</summary>
internal sealed class RStream(ByteCursor cursor) : IDisposable
{
    private const int LongestWord = 128;
    private const int MissingInteger = int.MinValue;

    private char _encoding;

    internal long Position => cursor.Position;

    internal long Remaining => cursor.Remaining;

    /// <summary>Reads the mark of a workspace, which may stand before, and that of the encoding.</summary>
    /// <returns>Whether both are known.</returns>
    internal bool ReadMarks()
    {
        if (cursor.Remaining < 14) return false;
        if (cursor.PeekByte() == 'R')
        {
            var mark = cursor.Take(5);
            if (!(mark.StartsWith("RD"u8) && mark[2] is (byte)'X' or (byte)'A' or (byte)'B' && mark[3] is (byte)'2' or (byte)'3' && mark[4] == '\n')) return false;
        }

        var encoding = cursor.Take(2);
        _encoding = (char)encoding[0];
        return encoding[1] == '\n' && _encoding is 'X' or 'B' or 'A';
    }

    internal int ReadInteger()
    {
        switch (_encoding)
        {
            case 'X': return cursor.ReadInt32BigEndian();
            case 'B': return cursor.ReadInt32LittleEndian();
            default:
                var word = ReadWord();
                if (word == "NA") return MissingInteger;
                return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Broken($"'{word}' stands where a number is due");
        }
    }

    /// <summary>Text of the given length; what is longer than a name may be is skipped and gives null.</summary>
    internal string? ReadText(int length, int longest)
    {
        if (length < 0) return null;
        if (_encoding == 'A') return ReadEscaped(length, longest);
        if (length > longest)
        {
            cursor.Skip(length);
            return null;
        }

        return Encoding.UTF8.GetString(cursor.Take(length));
    }

    /// <summary>Skips numbers of a vector.</summary>
    /// <param name="count">How many.</param>
    /// <param name="width">Bytes of one in the binary encodings.</param>
    /// <param name="words">Words of one in the textual encoding.</param>
    internal void SkipNumbers(long count, int width, int words)
    {
        if (_encoding != 'A')
        {
            cursor.Skip(checked(count * width));
            return;
        }

        for (long i = 0; i < count * words; i++) ReadWord();
    }

    /// <summary>Skips the end of the last line of the textual encoding.</summary>
    internal void SkipLineEnd()
    {
        while (_encoding == 'A' && cursor.PeekByte() is '\r' or '\n') cursor.ReadByte();
    }

    public void Dispose() => cursor.Dispose();

    /// <summary>Bytes that the smallest item of a vector takes, so that a length can be compared with what is left.</summary>
    internal int Smallest(int width) => _encoding == 'A' ? 2 : width;

    private string ReadWord()
    {
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        while (true)
        {
            var next = cursor.PeekByte();
            var isBlank = next is ' ' or '\t' or '\n' or '\r';
            if (next < 0 || (isBlank && length > 0)) break;
            cursor.ReadByte();
            if (isBlank) continue;
            if (length == LongestWord) throw Broken("a word is longer than any number");
            word[length++] = (char)next;
        }

        return length > 0 ? word[..length].ToString() : throw Broken("it ends where a word is due");
    }

    private string? ReadEscaped(int length, int longest)
    {
        while (cursor.PeekByte() is ' ' or '\t' or '\n' or '\r') cursor.ReadByte();
        var keep = length <= longest;
        var bytes = new List<byte>(keep ? length : 0);
        for (var i = 0; i < length; i++)
        {
            var value = (int)cursor.ReadByte();
            if (value == '\\') value = ReadEscape();
            if (keep) bytes.Add((byte)value);
        }

        return keep ? Encoding.UTF8.GetString([.. bytes]) : null;
    }

    private int ReadEscape()
    {
        var value = (int)cursor.ReadByte();
        if (value is < '0' or > '7') return value switch { 'n' => '\n', 't' => '\t', 'v' => '\v', 'b' => '\b', 'r' => '\r', 'f' => '\f', 'a' => '\a', _ => value };
        var octal = value - '0';
        for (var digits = 1; digits < 3 && cursor.PeekByte() is >= '0' and <= '7'; digits++) octal = (octal * 8) + cursor.ReadByte() - '0';
        return octal;
    }

    internal ArtifactException Broken(string what) =>
        new(ArtifactErrorKind.Malformed, $"The serialized R object is broken at byte {cursor.Position}: {what}.", "Obtain the file again and compare its hash.");
}
