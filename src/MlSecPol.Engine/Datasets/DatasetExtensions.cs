using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets;

/// <summary>What the name of a file says about its content.</summary>
internal static class DatasetExtensions
{
    private static readonly FrozenSet<string> Delimited = Set(".csv .tsv .tab .psv");

    private static readonly FrozenSet<string> TabSeparated = Set(".tsv .tab");

    private static readonly FrozenSet<string> Plain = Set(".txt .text .dat .data .log .test .train .all .names");

    private static readonly FrozenSet<string> Markup = Set(".md .markdown .rst .adoc .tex");

    private static readonly FrozenSet<string> JsonLines = Set(".jsonl .ndjson .jsonlines .ldjson");

    private static readonly FrozenSet<string> Json = Set(".json .geojson");

    internal static bool IsDelimited(string path) => Delimited.Contains(Path.GetExtension(path)) || Path.GetExtension(path) is ".dat" or ".data" or ".all" or ".test" or ".train";

    internal static bool IsMarkup(string path) => Markup.Contains(Path.GetExtension(path));

    internal static bool IsJsonLines(string path) => JsonLines.Contains(Path.GetExtension(path));

    internal static bool IsJson(string path) => Json.Contains(Path.GetExtension(path));

    internal static bool IsTabSeparated(string path) => TabSeparated.Contains(Path.GetExtension(path));

    /// <summary>The content that the name promises, in words; null when it promises none, or what it promises is there.</summary>
    internal static string? BrokenPromise(DatasetFacts facts)
    {
        if (facts.Format is DatasetFormat.Empty or DatasetFormat.Objects) return null;
        // A folder promises nothing by its name; its files are looked at one by one.
        if (facts.Storage is { Layers.Count: 0, Parts.Count: > 0 }) return null;
        if (facts.Storage.Layers.Count == 0) return BrokenPromise(facts.Path, facts.Format, facts.DetectedFormat);
        // The name of a packed file speaks of the packing, the name inside of the content.
        return BrokenPromise(facts.Path, DatasetFormat.Other, facts.DetectedFormat)
            ?? (facts.Storage.ContentName is { } inner && inner != Path.GetFileName(facts.Path) ? BrokenPromise(inner, facts.Format, facts.Storage.ContentFormat) : null);
    }

    private static string? BrokenPromise(string path, DatasetFormat format, ArtifactFormat? found)
    {
        var extension = Path.GetExtension(path);
        if (extension.Length == 0) return null;
        if (Delimited.Contains(extension)) return format == DatasetFormat.Delimited ? null : "delimited text";
        if (JsonLines.Contains(extension)) return format == DatasetFormat.JsonLines ? null : "JSON Lines";
        if (Json.Contains(extension)) return format is DatasetFormat.Json or DatasetFormat.JsonRecords or DatasetFormat.JsonLines ? null : "JSON";
        if (Plain.Contains(extension) || Markup.Contains(extension))
            return format is DatasetFormat.Delimited or DatasetFormat.Text or DatasetFormat.JsonLines or DatasetFormat.JsonRecords or DatasetFormat.Json ? null : "text";
        // A text under the name of a binary format; whether a binary format fits its own name the description of that format tells.
        if (!FormatCatalogue.IsKnownExtension(extension)) return null;
        var isOwn = found is { } detected && FormatCatalogue.Describe(detected).HasExtension(extension);
        return isOwn || format == DatasetFormat.Unknown ? null : $"what '{extension}' customarily names";
    }

    private static FrozenSet<string> Set(string extensions) => extensions.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
