using System.Text;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What the words right in front of a place in a text announce: whole words, and pairs and triples of them, a bounded way back.</summary>
internal static class TextContext
{
    private const int Reach = 64;
    private const int MostWords = 6;
    private const int MostJoined = 4;

    /// <summary>Whether words in front of the place announce the kind.</summary>
    internal static bool Announces(ReadOnlySpan<byte> text, int place, IdentifierKind kind)
    {
        var before = text[Math.Max(0, place - Reach)..place];
        Span<char> chars = stackalloc char[Reach];
        if (Encoding.UTF8.TryGetChars(before, chars, out var length) == false) return false;
        Span<char> letters = stackalloc char[Reach];
        Span<int> starts = stackalloc int[MostWords + 1];
        var (count, filled) = (0, 0);
        starts[0] = 0;
        // From the end, so that the nearest words come first; each is kept reversed to the front of the buffer.
        var position = length;
        while (count < MostWords && position > 0)
        {
            while (position > 0 && !char.IsLetterOrDigit(chars[position - 1])) position--;
            var end = position;
            while (position > 0 && char.IsLetterOrDigit(chars[position - 1])) position--;
            if (end == position) break;
            chars[position..end].CopyTo(letters[filled..]);
            filled += end - position;
            starts[++count] = filled;
        }

        Span<char> joined = stackalloc char[Reach];
        for (var first = 0; first < count; first++)
        {
            // Words stand in the buffer from the nearest to the farthest; a pair is read the other way round.
            for (var last = first; last < Math.Min(count, first + MostJoined); last++)
            {
                var used = 0;
                for (var word = last; word >= first; word--)
                {
                    var part = letters[starts[word]..starts[word + 1]];
                    part.CopyTo(joined[used..]);
                    used += part.Length;
                }

                if (AnnouncingWords.Find(joined[..used])?.Has(kind) == true) return true;
            }
        }

        return false;
    }
}
