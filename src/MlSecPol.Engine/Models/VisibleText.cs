using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Models;

/// <summary>Text of a hostile file that cannot steer a terminal or mislead the eye: what is invisible becomes an escape.</summary>
internal static class VisibleText
{
    internal static string Of(string text)
    {
        if (!HoldsInvisible(text)) return text;
        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (IsInvisible(character)) visible.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else visible.Append(character);
        }

        return visible.ToString();
    }

    private static bool HoldsInvisible(string text)
    {
        foreach (var character in text)
        {
            if (IsInvisible(character)) return true;
        }

        return false;
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
