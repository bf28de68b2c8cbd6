using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets;

/// <summary>What the name of a file says about its content.</summary>
internal static class DatasetExtensions
{
    private static readonly FrozenSet<string> Delimited = Set(".csv .tsv .tab .psv");

    private static readonly FrozenSet<string> TabSeparated = Set(".tsv .tab");

    private static readonly FrozenSet<string> Plain = Set(".txt .text .dat .data .log .test .train .all .names");

    private static readonly FrozenSet<string> JsonLines = Set(".jsonl .ndjson .jsonlines .ldjson");

    private static readonly FrozenSet<string> Json = Set(".json .geojson");

    internal static bool IsJsonLines(string path) => JsonLines.Contains(Path.GetExtension(path));

    internal static bool IsJson(string path) => Json.Contains(Path.GetExtension(path));

    internal static bool IsTabSeparated(string path) => TabSeparated.Contains(Path.GetExtension(path));

    /// <summary>The content that the name promises, in words; null when it promises none, or what it promises is there.</summary>
    internal static string? BrokenPromise(DatasetFacts facts)
    {
        var extension = Path.GetExtension(facts.Path);
        if (extension.Length == 0 || facts.Format == DatasetFormat.Empty) return null;
        if (Delimited.Contains(extension)) return facts.Format == DatasetFormat.Delimited ? null : "delimited text";
        if (JsonLines.Contains(extension)) return facts.Format == DatasetFormat.JsonLines ? null : "JSON Lines";
        if (Json.Contains(extension)) return facts.Format is DatasetFormat.Json or DatasetFormat.JsonLines ? null : "JSON";
        if (Plain.Contains(extension)) return facts.Format is DatasetFormat.Other or DatasetFormat.Unknown ? "text" : null;
        // A text under the name of a binary format; whether a binary format fits its own name the description of that format tells.
        if (!FormatCatalogue.IsKnownExtension(extension)) return null;
        var isOwn = facts.DetectedFormat is { } detected && FormatCatalogue.Describe(detected).HasExtension(extension);
        return isOwn || facts.Format == DatasetFormat.Unknown ? null : $"what '{extension}' customarily names";
    }

    private static FrozenSet<string> Set(string extensions) => extensions.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
