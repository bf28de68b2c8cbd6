using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>Compares the index of split weights with the files that are there.</summary>
internal static class WeightIndexReader
{
    private const int Depth = 16;
    private const int MostAbsent = 20;
    private const int CountDigits = 5;

    /// <summary>Adds every index, and every series of files that count themselves.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in facts.Files.Where(f => f.Name.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase)))
        {
            facts.Token.ThrowIfCancellationRequested();
            if (facts.Bytes(file, RepositoryAspect.Weights) is { } bytes) ReadIndex(file, bytes, facts, listed);
        }

        foreach (var series in Series(facts).Where(s => s.Members.All(m => !listed.Contains(m.Path))))
        {
            var shards = Enumerable.Range(1, series.Count).Select(number => Counted(series, number)).ToArray();
            facts.WeightIndexes.Add(new WeightIndex(series.Members[0].Path, shards, null, series.Members.Sum(m => m.Length), []));
        }
    }

    private static void ReadIndex(RepositoryFile index, byte[] content, RepositoryBuilder facts, HashSet<string> listed)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = Depth });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object) return;
            var byFile = map.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).GroupBy(p => p.Value.GetString()!, p => p.Name, StringComparer.Ordinal).ToArray();
            var folder = index.Path.Contains('/', StringComparison.Ordinal) ? index.Path[..(index.Path.LastIndexOf('/') + 1)] : string.Empty;
            var held = new HeldTensors();
            var shards = byFile.Select(g => Shard(g.Key, folder + g.Key, [.. g], facts, held)).OrderBy(s => s.Name, StringComparer.Ordinal).ToArray();
            var paths = byFile.Select(g => folder + g.Key).ToHashSet(StringComparer.Ordinal);
            listed.UnionWith(paths);
            var declared = document.RootElement.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("total_size", out var total)
                && total.ValueKind == JsonValueKind.Number && total.TryGetDouble(out var size) && size is >= 0 and < long.MaxValue ? (long?)(long)size : null;
            var present = paths.Select(facts.Find).Sum(f => f?.Content == ArtifactFormat.LfsPointer ? 0 : f?.Length ?? 0);
            var unlisted = Series(facts).Where(s => s.Members.Any(m => paths.Contains(m.Path))).SelectMany(s => s.Members).Where(m => !paths.Contains(m.Path)).Select(m => m.Path).ToArray();
            facts.WeightIndexes.Add(new WeightIndex(index.Path, shards, declared, present, unlisted)
            {
                TensorBytes = held.Files == shards.Length ? held.Bytes : null,
                Twice = [.. held.Twice.Order(StringComparer.Ordinal).Take(MostAbsent)],
                Unplaced = [.. held.Names.Except(byFile.SelectMany(g => g), StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostAbsent)],
            });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(RepositoryAspect.Weights, CoverageGapKind.Malformed, index.Path, $"The index '{index.Path}' cannot be read: {e.Message}");
        }
    }

    private static WeightShard Shard(string name, string path, string[] tensors, RepositoryBuilder facts, HeldTensors held)
    {
        var file = facts.Find(path);
        var state = MemberName.LeavesFolder(name) ? ShardState.Outside : file is null ? ShardState.Missing : file.Content == ArtifactFormat.LfsPointer ? ShardState.Pointer : ShardState.Present;
        var table = state == ShardState.Present && file is not null ? TensorTable.Read(file, facts) : null;
        if (table is not null) held.Add(table.Values);
        return new WeightShard(name, state, tensors.Length, table is null ? [] : [.. tensors.Where(t => !table.ContainsKey(t)).Order(StringComparer.Ordinal).Take(MostAbsent)]);
    }

    /// <summary>Files whose names count them: <c>model-00001-of-00003.safetensors</c>.</summary>
    private static IEnumerable<(string Pattern, int Count, List<RepositoryFile> Members)> Series(RepositoryBuilder facts) =>
        from file in facts.Files
        let at = file.Path.LastIndexOf("-of-", StringComparison.Ordinal)
        where at > CountDigits && ModelFolders.IsWeights(file.Name) && file.Path.Length >= at + 4 + CountDigits
        let number = file.Path.Substring(at - CountDigits, CountDigits)
        let total = file.Path.Substring(at + 4, CountDigits)
        where number.All(char.IsAsciiDigit) && total.All(char.IsAsciiDigit) && int.Parse(total) is > 0 and <= 10_000
        group file by (Pattern: $"{file.Path[..(at - CountDigits)]}{{0}}{file.Path[at..]}", Count: int.Parse(total)) into series
        select (series.Key.Pattern, series.Key.Count, series.ToList());

    private static WeightShard Counted((string Pattern, int Count, List<RepositoryFile> Members) series, int number)
    {
        var path = series.Pattern.Replace("{0}", number.ToString("D5"), StringComparison.Ordinal);
        var file = series.Members.Find(m => m.Path == path);
        return new WeightShard(path[(path.LastIndexOf('/') + 1)..], file is null ? ShardState.Missing : file.Content == ArtifactFormat.LfsPointer ? ShardState.Pointer : ShardState.Present, 0, []);
    }

    /// <summary>The tensors of all parts together.</summary>
    private sealed class HeldTensors
    {
        internal HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        internal HashSet<string> Twice { get; } = new(StringComparer.Ordinal);

        internal int Files { get; private set; }

        internal long Bytes { get; private set; }

        internal void Add(IEnumerable<TensorShape> tensors)
        {
            Files++;
            foreach (var tensor in tensors)
            {
                if (!Names.Add(tensor.Name)) Twice.Add(tensor.Name);
                Bytes += tensor.Bytes;
            }
        }
    }
}
