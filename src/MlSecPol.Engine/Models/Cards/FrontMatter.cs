namespace MlSecPol.Engine.Models.Cards;

/// <summary>The YAML at the top of a README, between two lines of three hyphens, as the Hub's model cards have it.</summary>
internal static class FrontMatter
{
    private const string Fence = "---";
    private const int MostOfAKind = 200;

    private static readonly string[] Keys =
        ["license", "license_name", "license_link", "pipeline_tag", "library_name", "language", "base_model", "base_model_relation", "datasets", "tags", "metrics"];

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">It is no YAML, or beyond a limit.</exception>
    internal static List<CardStatement> Read(string text, string name)
    {
        var statements = new List<CardStatement>();
        if (Block(text) is not { } block) return statements;
        var root = YamlNode.Parse(block);
        foreach (var key in Keys)
        {
            if (root[key] is { } node) Add(statements, key, node, $"{name} {key}");
        }

        if (root["model-index"] is { } index) AddResults(statements, index, name);
        return statements;
    }

    private static string? Block(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (!lines.StartsWith(Fence + "\n", StringComparison.Ordinal)) return null;
        var end = lines.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal);
        return end < 0 ? throw new FormatException("Its front matter has no end.") : lines[(Fence.Length + 1)..Math.Max(Fence.Length + 1, end + 1)];
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
