using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Checks;

/// <summary>Text of a hostile file that cannot steer a terminal or mislead the eye: what is invisible becomes an escape.</summary>
internal static class VisibleText
{
    internal static string Of(string text)
    {
        if (!HoldsInvisible(text)) return text;
        var visible = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsInvisible(text, i)) visible.Append(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:x2}");
            else visible.Append(text[i]);
        }

        return visible.ToString();
    }

    private static bool HoldsInvisible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsInvisible(text, i)) return true;
        }

        return false;
    }

    // Both halves of a pair are of the category of the letter that they make.
    private static bool IsInvisible(string text, int at)
    {
        if (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1])) at--;
        return CharUnicodeInfo.GetUnicodeCategory(text, at) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }
}
