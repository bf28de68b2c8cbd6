using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Neighbours;

/// <summary>Finds the model that a file of raw numbers belongs to: the index of a checkpoint, or a model beside or above it that keeps tensors there.</summary>
internal static class RawWeights
{
    private const int MostOwners = 16;
    private const long LargestOwner = 512L << 20;

    // Writers align tensors to pages or to the granularity of mappings.
    private const long LongestPadding = 1 << 16;

    private const string ShardMark = ".data-";
    private const string ShardCount = "-of-";
    private const int ShardDigits = 5;

    internal static ModelFacts Explain(ModelFacts facts, string path, ModelSettings settings, CancellationToken token)
    {
        foreach (var (owner, relative) in Owners(path))
        {
            token.ThrowIfCancellationRequested();
            try
            {
                using var source = FileSource.Open(owner);
                if (source.Length > LargestOwner) continue;
                var ranges = ModelReader.Read(source, owner, settings.Limits, settings.PickleLimits, listings: false, token).External.Where(r => r.File == relative).ToArray();
                if (ranges.Length > 0) return Explained(facts, Path.GetFileName(owner), ranges);
            }
            catch (ArtifactException)
            {
                continue;
            }
        }

        return facts;
    }

    private static ModelFacts Explained(ModelFacts facts, string owner, ExternalRange[] ranges)
    {
        Array.Sort(ranges, (a, b) => a.Offset.CompareTo(b.Offset));
        List<HeaderDefect> defects = [];
        long reached = 0, bytes = 0;
        foreach (var range in ranges)
        {
            var length = range.Length ?? Math.Max(0, facts.Length - range.Offset);
            if (range.Offset > facts.Length || length > facts.Length - range.Offset)
            {
                defects.Add(new HeaderDefect(HeaderDefectKind.OutOfBounds, null, range.Offset, range.Tensor, $"By '{owner}' '{range.Tensor}' takes {length} bytes from {range.Offset} on; the file has {facts.Length}."));
                break;
            }

            Hole(range.Offset);
            reached = Math.Max(reached, range.Offset + length);
            bytes += length;
        }

        Hole(facts.Length);
        return facts with
        {
            Readings = [new FormatReading(ArtifactFormat.RawWeights, 0)],
            UnsupportedFormat = null,
            TensorCount = ranges.Length,
            TensorBytes = bytes,
            HeadersRead = 1,
            HeaderDefects = [.. facts.HeaderDefects, .. defects],
        };

        void Hole(long to)
        {
            if (defects.Count == 0 && to - reached > LongestPadding)
                defects.Add(new HeaderDefect(HeaderDefectKind.Hole, null, reached, owner, $"{to - reached} bytes from {reached} on belong to no tensor of '{owner}'."));
        }
    }

    /// <summary>Files that may explain this one, each with the name that this one has seen from there.</summary>
    private static List<(string Owner, string Relative)> Owners(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var name = Path.GetFileName(path);
        if (ShardPrefix(name) is { } prefix) return File.Exists(Path.Combine(folder, prefix + ".index")) ? [(Path.Combine(folder, prefix + ".index"), name)] : [];
        var owners = new List<(string, string)>();
        var network = Path.ChangeExtension(path, ".xml");
        if (Path.GetExtension(name).Equals(".bin", StringComparison.OrdinalIgnoreCase) && File.Exists(network)) owners.Add((network, name));
        owners.AddRange(Models(folder, name).Select(o => (o, name)));
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent) owners.AddRange(Models(parent, name).Select(o => (o, $"{Path.GetFileName(folder)}/{name}")));
        return owners;
    }

    /// <summary>Models of a folder, first those whose name the file continues.</summary>
    private static string[] Models(string folder, string name)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.onnx").OrderBy(f => name.StartsWith(Path.GetFileNameWithoutExtension(f), StringComparison.Ordinal) ? 0 : 1).ThenBy(f => f, StringComparer.Ordinal).Take(MostOwners)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What the name of a shard of a checkpoint begins with; null for other names.</summary>
    private static string? ShardPrefix(string name)
    {
        var at = name.LastIndexOf(ShardMark, StringComparison.Ordinal);
        if (at <= 0) return null;
        var rest = name.AsSpan(at + ShardMark.Length);
        return rest.Length == (2 * ShardDigits) + ShardCount.Length && rest[ShardDigits..].StartsWith(ShardCount) && !rest[..ShardDigits].ContainsAnyExceptInRange('0', '9') ? name[..at] : null;
    }
}
