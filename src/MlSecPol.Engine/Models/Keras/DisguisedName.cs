using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Recognises names that look like another name: letters that cannot be seen, forms of Latin letters, letters of another script among Latin ones.</summary>
internal static class DisguisedName
{
    /// <summary>Whether the name is made to be taken for another.</summary>
    internal static bool Is(string name)
    {
        if (Ascii.IsValid(name)) return name.AsSpan().ContainsAnyInRange('\0', '\x1F');
        var (hasLatin, hasLookalike) = (false, false);
        foreach (var c in name)
        {
            if (MemberName.IsDeceptive(c)) return true;
            hasLatin |= char.IsAsciiLetter(c);

            // Greek, Cyrillic and Armenian have letters that no eye tells from Latin ones.
            hasLookalike |= c is >= '\u0370' and <= '\u058F';
        }

        return (hasLatin && hasLookalike) || IsFormOfLatin(name);
    }

    /// <summary>Wide, mathematical, circled and other forms of the letters of plain names.</summary>
    private static bool IsFormOfLatin(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is (>= 0xFF01 and <= 0xFF5E) or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x2100 and <= 0x214F) or (>= 0x2460 and <= 0x24EA) or (>= 0xFB00 and <= 0xFB06)) return true;
        }

        return false;
    }
}
