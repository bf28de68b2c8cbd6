using System.Buffers;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Cuts text into words: runs of letters, digits and bytes beyond ASCII, case folded for ASCII.</summary>
internal static class Words
{
    /// <summary>Longest word that is looked at, in bytes.</summary>
    internal const int Longest = 48;

    private static readonly SearchValues<byte> Letters = SearchValues.Create(LetterBytes());

    /// <summary>The next word at or after <paramref name="position"/>, which moves behind it; empty at the end.</summary>
    internal static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length)
        {
            var start = text[position..].IndexOfAny(Letters);
            if (start < 0) break;
            position += start;
            var length = text[position..].IndexOfAnyExcept(Letters);
            if (length < 0) length = text.Length - position;
            var word = text.Slice(position, length);
            position += length;
            if (length <= Longest) return word;
        }

        position = text.Length;
        return default;
    }

    /// <summary>A hash that is the same for capital and small letters of ASCII.</summary>
    [SkipLocalsInit]
    internal static ulong Hash(ReadOnlySpan<byte> word)
    {
        Span<byte> folded = stackalloc byte[Longest];
        for (var i = 0; i < word.Length; i++) folded[i] = word[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(word[i] | 0x20) : word[i];
        return ValueHash.Of(folded[..word.Length]);
    }

    private static byte[] LetterBytes() => [.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b))];
}
