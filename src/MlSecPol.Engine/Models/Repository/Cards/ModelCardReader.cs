using MlSecPol.Engine.Models.Cards;

namespace MlSecPol.Engine.Models.Repository.Cards;

/// <summary>Reads the model card of a folder.</summary>
internal static class ModelCardReader
{
    // Fewer letters than this are no statement.
    private const int LettersOfAStatement = 10;

    private static readonly string[] Names = ["README.md", "MODEL_CARD.md", "modelcard.md"];
    private static readonly string[] Placeholders = ["more information needed", "tbd", "coming soon", "to be added", "n/a"];

    /// <summary>The card; null when the folder has none.</summary>
    internal static ModelCard? Read(RepositoryBuilder facts)
    {
        var file = Names.Select(n => facts.Files.Find(f => f.Path.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null);
        if (file is null || facts.Text(file, RepositoryAspect.Card) is not { } text) return null;
        text = text.ReplaceLineEndings("\n");
        var body = text;
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            (var block, body) = FrontMatter.Split(text);
            if (block is not null) fields = FrontMatter.Fields(block);
        }
        catch (FormatException e)
        {
            facts.AddGap(RepositoryAspect.Card, CoverageGapKind.Malformed, file.Path, $"The front matter of '{file.Path}' cannot be read: {e.Message}");
            facts.AddGap(RepositoryAspect.Licences, CoverageGapKind.Malformed, file.Path, $"The front matter of '{file.Path}' cannot be read: {e.Message}");
        }

        return new ModelCard(file.Path, fields, Sections(WithoutComments(body)));
    }

    /// <summary>Headings whose section, with the deeper sections in it, makes a statement.</summary>
    private static List<string> Sections(string body)
    {
        var open = new Stack<(int Level, string Heading)>();
        var filled = new List<string>();
        var fenced = false;
        foreach (var line in body.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            var level = fenced ? 0 : line.TakeWhile(c => c == '#').Count();
            if (level is > 0 and <= 6 && line.Length > level && line[level] == ' ')
            {
                while (open.TryPeek(out var above) && above.Level >= level) open.Pop();
                open.Push((level, line[level..].Trim(' ', '#', '*', ':').ToLowerInvariant()));
            }
            else if (IsStatement(line))
            {
                filled.AddRange(open.Select(o => o.Heading));
                // Once is enough, and keeps the list as long as the headings are many.
                var levels = open.Reverse().Select(o => (o.Level, Heading: string.Empty)).ToArray();
                open.Clear();
                foreach (var at in levels) open.Push(at);
            }
        }

        return [.. filled.Where(h => h.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsStatement(string line)
    {
        var text = line.ToLowerInvariant();
        foreach (var placeholder in Placeholders) text = text.Replace(placeholder, string.Empty, StringComparison.Ordinal);
        return text.Count(char.IsLetterOrDigit) >= LettersOfAStatement;
    }

    private static string WithoutComments(string body)
    {
        var text = new System.Text.StringBuilder(body.Length);
        var at = 0;
        while (body.IndexOf("<!--", at, StringComparison.Ordinal) is var start and >= 0)
        {
            text.Append(body, at, start - at);
            var end = body.IndexOf("-->", start, StringComparison.Ordinal);
            if (end < 0) return text.ToString();
            at = end + 3;
        }

        return text.Append(body, at, body.Length - at).ToString();
    }
}
