namespace MlSecPol.Engine.Checks;

/// <summary>Text of a file, short enough to be shown in a finding: what is left out is an ellipsis.</summary>
internal static class ShortText
{
    private const int Usual = 160;

    /// <summary>The text, or its beginning.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters are shown.</param>
    internal static string Of(string text, int longest = Usual)
    {
        if (text.Length <= longest) return text;

        // Half a letter is none.
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");
    }
}
