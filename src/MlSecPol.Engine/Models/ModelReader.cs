using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models;

/// <summary>Turns the bytes of a model file into facts. Never executes, imports or deserialises, and reads only the bytes that decide.</summary>
public static class ModelReader
{
    private static readonly string[] EmptyTexts =
        [".txt", ".md", ".rst", ".log", ".py", ".pyi", ".r", ".sh", ".ps1", ".sql", ".yaml", ".yml", ".toml", ".cfg", ".ini", ".csv", ".tsv", ".jsonl", ".pbtxt", ".prototxt", ".textproto", ".html", ".htm", ".jinja", ".jinja2", ".j2", ".in"];

    /// <summary>Reads a model.</summary>
    /// <param name="source">The opened file.</param>
    /// <param name="name">Its name with extension; the folder does not matter. Used only where content alone does not decide.</param>
    /// <param name="limits">How much the file may cost.</param>
    /// <param name="pickleLimits">How much each pickle in it may cost.</param>
    /// <param name="listings">Whether the instructions of pickles are written down.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="ArtifactException">The device failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Running out of the allowed seconds is no cancellation but a gap.</exception>
    public static ModelFacts Read(ByteSource source, string name, ArtifactLimits limits, PickleLimits pickleLimits, bool listings, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        name = Path.GetFileName(name);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (limits.SecondsPerFile > 0) timed.CancelAfter(TimeSpan.FromSeconds(limits.SecondsPerFile));
        var facts = new FactsBuilder(limits, pickleLimits, source.Length, listings, timed.Token);
        IReadOnlyList<FormatReading> readings = [];
        try
        {
            readings = ContentReader.Read(source, null, name, 0, facts);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            facts.AddGap(CoverageGapKind.LimitReached, null, 0, $"Reading took longer than {limits.SecondsPerFile} seconds (limit {nameof(ArtifactLimits.SecondsPerFile)}).");
            readings = FormatDetector.Detect(source);
        }

        if (source.Length == 0)
        {
            if (MayBeEmpty(name)) facts.AddGap(CoverageGapKind.Unsupported, null, 0, "The file is empty; there is nothing to look at.");
            else facts.AddGap(CoverageGapKind.Truncated, null, 0, "The file is empty.");
        }

        return facts.Build(name, source.Length, source.BytesRead, readings, Unsupported(readings, name));
    }

    /// <summary>Whether nothing is sound content under the name: source and text that say nothing, and names that promise no format. A model or a JSON document without a byte was cut off.</summary>
    private static bool MayBeEmpty(string name)
    {
        var extension = Path.GetExtension(name);
        return Array.Exists(EmptyTexts, e => e.Equals(extension, StringComparison.OrdinalIgnoreCase)) || !FormatCatalogue.IsKnownExtension(extension);
    }

    private static string? Unsupported(IReadOnlyList<FormatReading> readings, string name)
    {
        if (readings.Any(r => ContentReader.IsRead(r.Format))) return null;
        if (readings.Count == 0) return ContentReader.ByName(name) is null ? FormatCatalogue.Describe(ArtifactFormat.Unknown).DisplayName : null;
        return FormatCatalogue.Describe(readings[0].Format).DisplayName;
    }
}
