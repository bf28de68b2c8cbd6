using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Cards;

/// <summary>The YAML at the top of a README, between two lines of three hyphens, as the Hub's model cards have it.</summary>
internal static class FrontMatter
{
    private const string Fence = "---";
    private const int MostOfAKind = 200;
    private const int LongestValue = 4_096;

    private static readonly string[] Keys =
        ["license", "license_name", "license_link", "pipeline_tag", "library_name", "language", "base_model", "base_model_relation", "datasets", "tags", "metrics"];

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">It is no YAML, or beyond a limit.</exception>
    internal static List<CardStatement> Read(string text, string name)
    {
        var statements = new List<CardStatement>();
        if (Split(text.TrimStart('\uFEFF').ReplaceLineEndings("\n")).Block is not { } block) return statements;
        var root = YamlNode.Parse(block);
        foreach (var key in Keys)
        {
            if (root[key] is { } node) Add(statements, key, node, $"{name} {key}");
        }

        if (root["model-index"] is { } index) AddResults(statements, index, name);
        return statements;
    }

    /// <summary>The block and what follows it; a null block when the text has none. Lines end with a line feed.</summary>
    /// <exception cref="FormatException">The block has no end.</exception>
    internal static (string? Block, string Body) Split(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != Fence) return (null, text);
        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() is Fence or "...");
        // A line of hyphens is also a rule; with nothing like a key behind it, it begins no block.
        if (end < 0) return lines.Skip(1).Any(l => l.Contains(": ", StringComparison.Ordinal)) ? throw new FormatException("Its front matter has no end.") : (null, text);
        return (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]));
    }

    /// <summary>The scalars of the block by the path of their keys, joined by dots; lists add no part.</summary>
    /// <exception cref="FormatException">It is no YAML, or beyond a limit.</exception>
    internal static Dictionary<string, IReadOnlyList<string>> Fields(string block)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        Collect(YamlNode.Parse(block), string.Empty);
        return found;

        void Collect(YamlNode node, string path)
        {
            if (node.Text is { } text)
            {
                if (!found.TryGetValue(path, out var values)) found[path] = values = new List<string>();
                ((List<string>)values).Add(text.Length > LongestValue ? text[..LongestValue] : text);
            }

            foreach (var item in node.Items) Collect(item, path);
            foreach (var (key, value) in node.Entries) Collect(value, path.Length == 0 ? key : $"{path}.{key}");
        }
    }

    private static void Add(List<CardStatement> statements, string key, YamlNode node, string source)
    {
        if (node.Text is { Length: > 0 } text) statements.Add(new CardStatement(key, text, source));
        var item = 0;
        foreach (var value in node.Items.Take(MostOfAKind))
        {
            if (value.Text is { Length: > 0 } part) statements.Add(new CardStatement(key, part, $"{source}[{item}]"));
            item++;
        }
    }

    // model-index: models, each with results, each with a dataset and metrics.
    private static void AddResults(List<CardStatement> statements, YamlNode index, string name)
    {
        var count = 0;
        foreach (var (model, m) in index.Items.Select((n, i) => (n, i)))
        {
            foreach (var (result, r) in (model["results"]?.Items ?? []).Select((n, i) => (n, i)))
            {
                var dataset = result["dataset"]?["name"]?.Text ?? result["dataset"]?["type"]?.Text;
                foreach (var (metric, k) in (result["metrics"]?.Items ?? []).Select((n, i) => (n, i)))
                {
                    if (metric["type"]?.Text is not { Length: > 0 } type || ++count > MostOfAKind) continue;
                    statements.Add(new CardStatement("metrics", type, $"{name} model-index[{m}].results[{r}].metrics[{k}]", metric["value"]?.Text, dataset));
                }
            }
        }
    }
}
