using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>Reads configurations in the layout of the hub and the headers of the safetensors files that they describe.</summary>
internal static class ConfigurationReader
{
    private const int Depth = 64;
    private const int MostConfigurations = 64;

    // Names under which libraries keep the table of input embeddings.
    private static readonly string[] Embeddings = ["embed_tokens.weight", "word_embeddings.weight", "wte.weight", "tok_embeddings.weight", "embed_in.weight"];
    private static readonly string[] Stacks = ["layers", "layer", "h", "blocks", "block"];
    private static readonly string[] OwnWidths = ["embedding_size", "word_embed_proj_dim", "hidden_size_per_layer_input", "embedding_dim", "d_embed"];

    /// <summary>Adds what configurations say, with what the weights beside them say.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        foreach (var file in facts.Files.Where(f => f.Name is "config.json" or "adapter_config.json").Take(MostConfigurations))
        {
            facts.Token.ThrowIfCancellationRequested();
            // A configuration that is too long or broken is told by the audit of the file itself.
            if (file.Length > facts.Limits.DocumentBytes || file.Content != ArtifactFormat.Json || facts.Bytes(file, RepositoryAspect.Weights) is not { } bytes) continue;
            try
            {
                using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Depth });
                if (document.RootElement.ValueKind != JsonValueKind.Object) continue;
                var folder = file.Path[..^file.Name.Length];
                if (file.Name == "config.json") ReadModel(file.Path, folder, document.RootElement, facts);
                else ReadAdapter(file.Path, folder, document.RootElement, facts);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // The same: the audit of the file says what is wrong with it.
            }
        }
    }

    private static void ReadModel(string path, string folder, JsonElement root, RepositoryBuilder facts)
    {
        // Parts of a composed model have configurations of their own inside, and the outer numbers are of none of them.
        if (Text(root, "model_type") is null || root.TryGetProperty("text_config", out _) || Weights(folder, facts) is not { Count: > 0 } files) return;
        var tensors = new List<TensorShape>();
        foreach (var weights in files)
        {
            if (TensorTable.Read(weights, facts) is not { } table) return;
            tensors.AddRange(table.Values);
        }

        var hasOwnWidth = OwnWidths.Any(w => root.TryGetProperty(w, out _));
        facts.Configurations.Add(new ModelConfiguration
        {
            Path = path,
            Weights = [.. files.Select(f => f.Path)],
            Tensors = tensors.Count,
            Width = hasOwnWidth ? null : Number(root, "hidden_size", "n_embd", "d_model", "dim"),
            // Layers that share their weights are stored once.
            Layers = root.TryGetProperty("num_hidden_groups", out _) ? null : Number(root, "num_hidden_layers", "n_layer", "n_layers", "num_layers"),
            Vocabulary = Number(root, "vocab_size"),
            ElementType = Text(root, "torch_dtype") ?? Text(root, "dtype"),
            Quantization = root.TryGetProperty("quantization_config", out var quantization) && quantization.ValueKind == JsonValueKind.Object ? Text(quantization, "quant_method") : null,
            Embedding = tensors.Where(t => t.Lengths.Count == 2 && Embeddings.Any(e => t.Name == e || t.Name.EndsWith("." + e, StringComparison.Ordinal))).ToArray() is [var only] ? only : null,
            StackedLayers = StackedLayers(tensors),
            MostElements = tensors.GroupBy(t => t.Type, StringComparer.Ordinal).MaxBy(g => g.Sum(t => t.Bytes))?.Key,
            HasPackedWeights = tensors.Exists(t => t.Name.EndsWith(".qweight", StringComparison.Ordinal)),
            LargestToken = facts.Find(folder + "tokenizer.json") is { Content: ArtifactFormat.Json, IsReadable: true } tokenizer && tokenizer.Length <= facts.Limits.DocumentBytes ? LargestToken(tokenizer, facts) : null,
        });
    }

    private static void ReadAdapter(string path, string folder, JsonElement root, RepositoryBuilder facts)
    {
        if (Text(root, "peft_type") != "LORA" || facts.Find(folder + "adapter_model.safetensors") is not { } file || TensorTable.Read(file, facts) is not { } tensors) return;
        var hasOwnRanks = root.TryGetProperty("rank_pattern", out var pattern) && pattern.ValueKind == JsonValueKind.Object && pattern.EnumerateObject().Any();
        var ranks = tensors.Values.Where(t => t.Lengths.Count == 2 && t.Name.EndsWith(".lora_A.weight", StringComparison.Ordinal)).GroupBy(t => t.Lengths[0]).Select(g => (g.Key, g.First().Name)).Take(16);
        facts.Adapters.Add(new AdapterConfiguration(path, hasOwnRanks ? null : Number(root, "r"), [.. ranks]));
    }

    /// <summary>The weights that a library would load for the configuration: the parts that an index names, or the one file.</summary>
    private static List<RepositoryFile>? Weights(string folder, RepositoryBuilder facts)
    {
        if (facts.WeightIndexes.Find(i => i.Path == folder + "model.safetensors.index.json") is not { } index)
            return facts.Find(folder + "model.safetensors") is { } file ? [file] : null;
        var parts = index.Shards.Where(s => s.State == ShardState.Present).Select(s => facts.Find(folder + s.Name)).OfType<RepositoryFile>().ToList();
        return parts.Count == index.Shards.Count ? parts : null;
    }

    private static long? StackedLayers(List<TensorShape> tensors)
    {
        var stacks = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            var parts = tensor.Name.Split('.');
            var at = Array.FindIndex(parts, p => Stacks.Contains(p, StringComparer.Ordinal));
            if (at < 0 || at + 1 >= parts.Length || !int.TryParse(parts[at + 1], out var number) || number < 0) continue;
            var stack = string.Join('.', parts[..at]);
            stacks[stack] = Math.Max(stacks.GetValueOrDefault(stack), number + 1L);
        }

        return stacks.Count == 1 ? stacks.Values.First() : null;
    }

    /// <summary>The largest id in the vocabulary and among the added tokens; null where the vocabulary is of another form.</summary>
    private static long? LargestToken(RepositoryFile file, RepositoryBuilder facts)
    {
        if (facts.Bytes(file, RepositoryAspect.Weights) is not { } bytes) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = Depth });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.Object || !model.TryGetProperty("vocab", out var vocabulary)) return null;
            var largest = vocabulary.ValueKind switch
            {
                JsonValueKind.Object => vocabulary.EnumerateObject().Max(p => p.Value.ValueKind == JsonValueKind.Number && p.Value.TryGetInt64(out var id) ? id : -1),
                JsonValueKind.Array => vocabulary.GetArrayLength() - 1L,
                _ => -1,
            };
            var added = root.TryGetProperty("added_tokens", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Max(t => Number(t, "id") ?? -1) : -1;
            return Math.Max(largest, added) is var id and >= 0 ? id : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Empty lists have no largest; broken files are told by their own audit.
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement parent, params string[] names)
    {
        foreach (var name in names)
        {
            if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        }

        return null;
    }
}
