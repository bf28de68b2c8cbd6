using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>Reads descriptors of datasets: Frictionless data packages, Croissant, front matter of dataset cards, and labels of one word.</summary>
internal static class DescriptorReader
{
    private const string Fence = "---";
    private const int Deepest = 64;
    private const int LongestValue = 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>A descriptor in JSON: <c>resources</c> of a data package, <c>distribution</c> of Croissant.</summary>
    /// <exception cref="ArtifactException">It is no JSON.</exception>
    internal static Descriptor Json(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Descriptor.Empty;
            var resources = new List<DescribedResource>();
            foreach (var list in (ReadOnlySpan<string>)["resources", "distribution"])
            {
                if (!root.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array) continue;
                foreach (var item in items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)) AddResource(resources, item);
            }

            return new Descriptor(Fields(root), resources);
        }
        catch (JsonException e)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The descriptor is no JSON: {e.Message}", "Mend the descriptor.", e);
        }
    }

    /// <summary>The YAML between two lines of three hyphens at the top of a card; nothing where there is none.</summary>
    /// <exception cref="ArtifactException">It is no YAML.</exception>
    internal static Descriptor Card(string text)
    {
        text = text.ReplaceLineEndings("\n");
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal)) return Descriptor.Empty;
        var end = text.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal);
        return end < 0 ? Descriptor.Empty : Yaml(text[(Fence.Length + 1)..(end + 1)]);
    }

    /// <summary>A label: a document of keys, in JSON or YAML, or the label alone.</summary>
    /// <exception cref="ArtifactException">It is neither.</exception>
    internal static Descriptor Label(string text)
    {
        var plain = text.Trim();
        if (plain.StartsWith('{')) return Json(plain);
        return plain.Length <= 64 && !plain.Contains('\n', StringComparison.Ordinal) && (!plain.Contains(':', StringComparison.Ordinal) || plain.StartsWith("TLP:", StringComparison.OrdinalIgnoreCase))
            ? new Descriptor([("label", plain)], [])
            : Yaml(plain);
    }

    private static Descriptor Yaml(string text)
    {
        try
        {
            return new Descriptor([.. YamlNode.Parse(text).Entries.Where(e => e.Value.Text is { Length: <= LongestValue }).Select(e => (e.Key.ToLowerInvariant(), e.Value.Text!))], []);
        }
        catch (FormatException e)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The descriptor is no YAML: {e.Message}", "Mend the descriptor.", e);
        }
    }

    private static void AddResource(List<DescribedResource> resources, JsonElement item)
    {
        var fields = Fields(item);
        foreach (var key in (ReadOnlySpan<string>)["path", "contentUrl"])
        {
            if (!item.TryGetProperty(key, out var path)) continue;
            if (path.ValueKind == JsonValueKind.String) Add(path);
            // Of a resource in several parts the digest is that of all of them together; only the type is that of each.
            else if (path.ValueKind == JsonValueKind.Array)
                foreach (var part in path.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.String)) resources.Add(new DescribedResource(Plain(part.GetString()!), [.. fields.Where(f => f.Key is not ("hash" or "bytes"))]));
        }

        void Add(JsonElement path) => resources.Add(new DescribedResource(Plain(path.GetString()!), fields));
    }

    private static string Plain(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private static List<(string Key, string Value)> Fields(JsonElement item)
    {
        var fields = new List<(string, string)>();
        foreach (var property in item.EnumerateObject())
        {
            var value = property.Value.ValueKind switch { JsonValueKind.String => property.Value.GetString(), JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => property.Value.GetRawText(), _ => null };
            if (value is { Length: <= LongestValue }) fields.Add((property.Name.ToLowerInvariant(), value));
        }

        return fields;
    }
}
