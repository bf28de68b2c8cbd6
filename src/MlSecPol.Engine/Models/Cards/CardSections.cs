using System.Text;

namespace MlSecPol.Engine.Models.Cards;

/// <summary>Cuts the text of a model card into its sections. Comments are no text, and headings inside fences are no headings.</summary>
internal static class CardSections
{
    private const int DeepestHeading = 6;

    // What a section of the hub's model card is about, by words of its heading.
    private static readonly (string Key, string[] Words)[] Subjects =
    [
        ("users", ["intended users"]),
        ("useCases", ["intended use", "direct use", "use case"]),
        ("technicalLimitations", ["limitation"]),
        ("ethicalConsiderations", ["ethical", "bias"]),
    ];

    /// <summary>The sections, in their order; lines end with a line feed.</summary>
    internal static List<CardSection> Read(string body)
    {
        var sections = new List<CardSection>();
        var open = new Stack<(int Level, string Heading)>();
        var text = new StringBuilder();
        var fenced = false;
        foreach (var line in WithoutComments(body).Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            var level = fenced ? 0 : line.TakeWhile(c => c == '#').Count();
            if (level is > 0 and <= DeepestHeading && line.Length > level && line[level] == ' ')
            {
                End();
                while (open.TryPeek(out var above) && above.Level >= level) open.Pop();
                open.Push((level, line[level..].Trim(' ', '#', '*', ':').ToLowerInvariant()));
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        End();
        return sections;

        void End()
        {
            if (text.Length > 0 && open.Count > 0) sections.Add(new CardSection([.. open.Select(o => o.Heading)], text.ToString()));
            text.Clear();
        }
    }

    /// <summary>What sections on uses, limits and risks say.</summary>
    /// <exception cref="FormatException">The front matter has no end.</exception>
    internal static List<CardStatement> Statements(string text, string name)
    {
        var statements = new List<CardStatement>();
        foreach (var section in Read(FrontMatter.Split(text.TrimStart('\uFEFF').ReplaceLineEndings("\n")).Body))
        {
            var key = Array.Find(Subjects, s => s.Words.Any(w => section.Headings[0].Contains(w, StringComparison.Ordinal))).Key;
            if (key is null || !IsStatement(section.Text)) continue;
            statements.Add(new CardStatement(key, string.Join(' ', section.Text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)), $"{name}, section '{section.Headings[0]}'"));
        }

        return statements;
    }

    /// <summary>Whether a text says something; placeholders of templates do not.</summary>
    internal static bool IsStatement(string said)
    {
        const int lettersOfAStatement = 10;
        var text = said.ToLowerInvariant();
        foreach (var placeholder in (ReadOnlySpan<string>)["more information needed", "tbd", "coming soon", "to be added", "n/a"]) text = text.Replace(placeholder, string.Empty, StringComparison.Ordinal);
        return text.Count(char.IsLetterOrDigit) >= lettersOfAStatement;
    }

    private static string WithoutComments(string body)
    {
        var text = new StringBuilder(body.Length);
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
