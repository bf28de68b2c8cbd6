using System.Text;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>The few things that tests need to know of a Markdown page: its links, table rows, code blocks.</summary>
internal static class MarkdownPage
{
    /// <summary>The targets of inline links outside code blocks.</summary>
    public static IEnumerable<string> Links(string text)
    {
        foreach (var line in Lines(text, inCode: false))
        {
            for (var at = line.IndexOf("](", StringComparison.Ordinal); at >= 0; at = line.IndexOf("](", at + 2, StringComparison.Ordinal))
            {
                var end = line.IndexOf(')', at);
                if (end > 0) yield return line[(at + 2)..end].Split(' ')[0];
            }
        }
    }

    /// <summary>Whether a link leads somewhere: a well-formed web address, or a file of the repository with, if asked for, that heading.</summary>
    public static bool Resolves(string page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal)) return Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        if (parts.Length == 1) return Path.Exists(path);
        return File.Exists(path) && Lines(File.ReadAllText(path), inCode: false).Any(l => l.StartsWith('#') && Anchor(l.TrimStart('#').Trim()) == parts[1]);
    }

    /// <summary>The cells of all table rows, header first, without the rule below it.</summary>
    public static IEnumerable<string[]> TableRows(string text) =>
        Lines(text, inCode: false)
            .Where(l => l.StartsWith('|') && !l.StartsWith("|-", StringComparison.Ordinal) && !l.StartsWith("| -", StringComparison.Ordinal))
            .Select(l => l.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries));

    /// <summary>The lines of all fenced code blocks, or all lines outside of them.</summary>
    public static IEnumerable<string> Lines(string text, bool inCode)
    {
        var isCode = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode == inCode) yield return line;
        }
    }

    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var c in heading.Replace("`", string.Empty, StringComparison.Ordinal))
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_') anchor.Append(char.ToLowerInvariant(c));
            else if (c == ' ') anchor.Append('-');
        }

        return anchor.ToString();
    }
}
