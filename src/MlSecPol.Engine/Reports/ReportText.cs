using System.Text;

namespace MlSecPol.Engine.Reports;

/// <summary>Makes text fit for every format. Names and evidence come from hostile files: escape codes, lone surrogates and non-characters must not leave in a report.</summary>
internal static class ReportText
{
    private const char Replacement = '\uFFFD';

    /// <summary>UTF-8 without byte order mark.</summary>
    internal static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text with each character that XML 1.0 forbids, or that a terminal obeys, replaced; tabs and line ends stay.</summary>
    internal static string Clean(string text)
    {
        var at = FirstBad(text);
        if (at < 0) return text;
        var clean = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            var width = Width(text, at);
            if (width == 0) clean.Append(Replacement);
            else clean.Append(text, at, width);
            at += Math.Max(1, width);
        }

        return clean.ToString();
    }

    /// <summary>The same on one line.</summary>
    internal static string OneLine(string text) => Clean(text).ReplaceLineEndings(" ").Replace('\t', ' ');

    private static int FirstBad(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var width = Width(text, i);
            if (width == 0) return i;
            i += width;
        }

        return -1;
    }

    /// <summary>How many UTF-16 units the good character at a place takes; 0 for a bad one.</summary>
    private static int Width(string text, int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c)) return at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 0;
        return char.IsLowSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) ? 0 : 1;
    }
}
