using System.Buffers;
using System.Text;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Finds the characters of <see cref="CharacterHazard"/> in a value.</summary>
internal static class InvisibleCharacters
{
    // Tab, LF and CR are ordinary white space in a quoted cell; NUL is a malformed record.
    private static readonly SearchValues<byte> AsciiControls = SearchValues.Create(
        [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    // First bytes of the hazards beyond ASCII: C1 controls, U+061C, U+180E, U+2000..U+2FFF, U+FEFF, plane 14.
    private static readonly SearchValues<byte> Leads = SearchValues.Create([0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3]);

    /// <summary>Whether a text may hold a hazard; cheap, and often right for text beyond ASCII.</summary>
    internal static bool MayOccur(ReadOnlySpan<byte> text, bool isAscii) =>
        text.ContainsAny(AsciiControls) || (!isAscii && text.ContainsAny(Leads));

    /// <summary>The first hazard at or after <paramref name="index"/>, which moves behind it; null when there is none.</summary>
    internal static (CharacterHazard Hazard, int Index, Rune Rune)? Next(ReadOnlySpan<byte> text, ref int index)
    {
        while (index < text.Length)
        {
            var at = index;
            var b = text[at];
            if (b < 0x80)
            {
                index++;
                if (AsciiControls.Contains(b)) return (CharacterHazard.Control, at, new Rune((char)b));
                continue;
            }

            if (Rune.DecodeFromUtf8(text[at..], out var rune, out var length) != OperationStatus.Done)
            {
                index += Math.Max(length, 1);
                continue;
            }

            index += length;
            if (Classify(rune.Value, text, at, length) is { } hazard) return (hazard, at, rune);
        }

        return null;
    }

    private static CharacterHazard? Classify(int value, ReadOnlySpan<byte> text, int at, int length) => value switch
    {
        >= 0x80 and <= 0x9F => CharacterHazard.Control,
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => CharacterHazard.Bidirectional,
        0x200E or 0x200F or 0x061C => CharacterHazard.DirectionalMark,
        0x200B or (>= 0x2060 and <= 0x2064) or 0xFEFF or 0x180E => CharacterHazard.ZeroWidth,
        // Joiners shape Indic and Persian letters and emoji; beside ASCII they only hide.
        0x200C or 0x200D => IsAsciiAt(text, at - 1) || IsAsciiAt(text, at + length) ? CharacterHazard.ZeroWidth : null,
        // Three regional flags are a black flag, tag letters and a cancel tag (Unicode TR 51).
        >= 0xE0000 and <= 0xE007F => IsInFlag(text[..at]) ? null : CharacterHazard.Tag,
        _ => null,
    };

    private static bool IsAsciiAt(ReadOnlySpan<byte> text, int index) => (uint)index < (uint)text.Length && text[index] < 0x80;

    /// <summary>Whether a black flag, U+1F3F4, stands at most six tag characters before the end of the text.</summary>
    private static bool IsInFlag(ReadOnlySpan<byte> before)
    {
        const int LongestFlag = 6;
        for (var i = 0; i <= LongestFlag && before.Length >= 4; i++)
        {
            var four = before[^4..];
            if (four.SequenceEqual("\U0001F3F4"u8)) return true;
            if (!four.StartsWith((ReadOnlySpan<byte>)[0xF3, 0xA0])) return false;
            before = before[..^4];
        }

        return false;
    }
}
