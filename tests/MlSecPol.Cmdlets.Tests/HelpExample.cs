namespace MlSecPol.Cmdlets.Tests;

/// <summary>One example of a help page.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Code">The block fenced as powershell.</param>
/// <param name="Output">The block fenced as output, what the code prints; null when the page shows none.</param>
internal sealed record HelpExample(string Title, string Code, string? Output)
{
    /// <summary>The examples of a page; the help builder has already checked its form.</summary>
    internal static IEnumerable<HelpExample> Of(string page)
    {
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var section = "\n" + Between(text, "\n## Examples\n", "\n## ")!;
        return section.Split("\n### ").Skip(1).Select(example => new HelpExample(
            example[..example.IndexOf('\n', StringComparison.Ordinal)],
            Between(example, "\n```powershell\n", "\n```")!,
            Between(example, "\n```output\n", "\n```")));
    }

    private static string? Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal);
        if (from < 0) return null;
        // The last character of the start may be the first of the end.
        var to = text.IndexOf(end, from + start.Length - 1, StringComparison.Ordinal);
        return to <= from + start.Length ? string.Empty : text[(from + start.Length)..to];
    }
}
