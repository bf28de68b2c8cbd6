using System.Text.Json;

namespace MlSecPol.Engine.Models.Cards;

/// <summary>The configuration that frameworks of the Hub keep beside the weights: what kind of model it is.</summary>
internal static class HubConfiguration
{
    private static readonly string[] Keys = ["model_type", "architectures", "transformers_version", "torch_dtype"];

    /// <summary>What it says.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    internal static List<CardStatement> Read(string text, string name)
    {
        var statements = new List<CardStatement>();
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'), new JsonDocumentOptions { MaxDepth = 64 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return statements;
            foreach (var key in Keys)
            {
                if (!document.RootElement.TryGetProperty(key, out var value)) continue;
                if (value.ValueKind == JsonValueKind.String) Add(statements, key, value, $"{name} {key}");
                else if (value.ValueKind == JsonValueKind.Array)
                    foreach (var (item, i) in value.EnumerateArray().Take(16).Select((v, i) => (v, i))) Add(statements, key, item, $"{name} {key}[{i}]");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A lone surrogate in a string shows itself only when the string is asked for.
            throw new FormatException(e.Message, e);
        }

        return statements;
    }

    private static void Add(List<CardStatement> statements, string key, JsonElement value, string source)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text) statements.Add(new CardStatement(key, text, source));
    }
}
