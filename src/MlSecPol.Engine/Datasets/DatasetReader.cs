using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Datasets.Formats;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Search;
using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets;

/// <summary>Reads a dataset once, from front to end, and tells what it found out. Memory does not grow with the file.</summary>
public static class DatasetReader
{
    /// <summary>Reads a dataset.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="path">The path for messages; its extension is compared with the content.</param>
    /// <param name="settings">Limits and what counts as missing, as a header, and so on.</param>
    /// <param name="token">Ends the reading within one buffer.</param>
    /// <param name="bytesRead">Hears how many bytes have been read; null when nobody wants to know.</param>
    /// <param name="parallelism">Threads that may look at a large table at once, at least 1; the facts are the same for any number.</param>
    /// <returns>The facts. What cannot be read as a table, or not to its end, is among them.</returns>
    /// <exception cref="ArtifactException">The device failed.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static DatasetFacts Read(ByteSource source, string path, DatasetSettings settings, CancellationToken token, IProgress<long>? bytesRead = null, int parallelism = 1) =>
        Read(source, path, settings, bytesRead, parallelism, rows: null, sink: null, token);

    /// <summary>Reads a dataset and compares it with a reference.</summary>
    /// <inheritdoc cref="Read(ByteSource, string, DatasetSettings, CancellationToken, IProgress{long}?, int)"/>
    public static DatasetFacts Read(
        ByteSource source, string path, DatasetSettings settings, DatasetReference reference, CancellationToken token, IProgress<long>? bytesRead = null, int parallelism = 1)
    {
        using var comparison = new SplitComparison(reference, settings);
        return Read(source, path, settings, bytesRead, parallelism, comparison, sink: null, token) with { Split = comparison.ToFacts(token) };
    }

    /// <summary>Reads a dataset, shows its rows as wholes, and tells everything sensitive as it comes.</summary>
    internal static DatasetFacts Read(
        ByteSource source, string path, DatasetSettings settings, IProgress<long>? bytesRead, int parallelism, IWholeRows? rows, ISearchSink? sink, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(settings);
        using var table = new TableAccumulator(settings, rows, sink);
        var budget = new ExpansionBudget(settings.Formats.ToArtifactLimits(), source.Length);
        var facts = new ContentReader(table, settings, budget, parallelism, token).Read(source, path, depth: 0, bytesRead);
        return Complete(facts, table, token);
    }

    /// <summary>Reads the files of a folder and below it as one dataset, in the order of their names.</summary>
    /// <param name="folder">The folder, a full path.</param>
    /// <param name="settings">Limits and what counts as missing, as a header, and so on.</param>
    /// <param name="token">Ends the reading within one buffer.</param>
    /// <param name="bytesRead">Hears how many bytes of files that are done have been read.</param>
    /// <param name="parallelism">Threads that may look at a large table at once, at least 1.</param>
    /// <returns>The facts. A file that cannot be read, or has other columns, is among them.</returns>
    /// <exception cref="ArtifactException">A file may not be read, or the device failed.</exception>
    public static DatasetFacts ReadFolder(string folder, DatasetSettings settings, CancellationToken token, IProgress<long>? bytesRead = null, int parallelism = 1) =>
        ReadFolder(folder, settings, bytesRead, parallelism, rows: null, token);

    /// <summary>Reads the files of a folder and below it as one dataset and compares it with a reference.</summary>
    /// <inheritdoc cref="ReadFolder(string, DatasetSettings, CancellationToken, IProgress{long}?, int)"/>
    public static DatasetFacts ReadFolder(
        string folder, DatasetSettings settings, DatasetReference reference, CancellationToken token, IProgress<long>? bytesRead = null, int parallelism = 1)
    {
        using var comparison = new SplitComparison(reference, settings);
        return ReadFolder(folder, settings, bytesRead, parallelism, comparison, token) with { Split = comparison.ToFacts(token) };
    }

    internal static DatasetFacts ReadFolder(string folder, DatasetSettings settings, IProgress<long>? bytesRead, int parallelism, IWholeRows? rows, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(settings);
        using var table = new TableAccumulator(settings, rows);
        var files = new List<string>();
        foreach (var file in FileTree.Files(folder, e => throw e, token))
        {
            files.Add(file);
            if (files.Count <= settings.Formats.MaximumParts) continue;
            table.Gap = new($"the folder holds more files than the limit of {settings.Formats.MaximumParts} (maximumParts)", Row: null, Offset: null);
            return new() { Path = folder, Length = 0, Format = DatasetFormat.Other, FormatName = "a folder", Gap = table.Gap };
        }

        var data = FolderFiles.Data(files);
        var parts = new PartReader(table);
        var total = 0L;
        foreach (var file in data)
        {
            if (table.Gap is not null) break;
            using var source = FileSource.Open(file);
            var budget = new ExpansionBudget(settings.Formats.ToArtifactLimits(), source.Length);
            parts.Add(new ContentReader(table, settings, budget, parallelism, token), source, Path.GetRelativePath(folder, file), depth: 0);
            total += source.Length;
            bytesRead?.Report(total);
        }

        foreach (var file in files.Except(data, StringComparer.Ordinal)) parts.PassOver(Path.GetRelativePath(folder, file));
        var whole = new DatasetFacts { Path = folder, Length = total, Format = data.Count == 0 ? DatasetFormat.Empty : DatasetFormat.Other, FormatName = data.Count == 1 ? "a folder of one file" : $"a folder of {data.Count} files" };
        return Complete(parts.Complete(whole), table, token);
    }

    /// <summary>Adds to the facts about the content what the table gathered.</summary>
    internal static DatasetFacts Complete(DatasetFacts facts, TableAccumulator table, CancellationToken token)
    {
        var gathered = Gathered(facts, table, token);
        return gathered with { Pseudonyms = PseudonymFinder.Find(gathered.Columns, table.PrivacySettings, token) };
    }

    private static DatasetFacts Gathered(DatasetFacts facts, TableAccumulator table, CancellationToken token) => !facts.IsTable ? facts with { Gap = table.Gap } : facts with
    {
        Encoding = facts.Encoding is { Encoding: TextEncoding.Utf8 } utf8 ? table.EncodingFacts(TextEncoding.Utf8, utf8.HasByteOrderMark, invalidUnits: null) : facts.Encoding,
        Rows = table.Rows,
        BlankRows = facts.Format == DatasetFormat.JsonRecords ? Occurrences.None : table.BlankRows.ToFacts(),
        ShortRows = table.ShortRows.ToFacts(),
        LongRows = table.LongRows.ToFacts(),
        Columns = [.. table.Columns.Select(c => c.ToFacts(table.Rows, token))],
        Malformed = table.Malformed(),
        Duplicates = table.Duplicates(token),
        Learning = table.Learning.ToFacts(table.Columns, token),
        Privacy = table.MeasurePrivacy(token),
        Schema = table.Schema?.ToFacts(table.Rows, facts.Format is not (DatasetFormat.JsonLines or DatasetFormat.JsonRecords or DatasetFormat.Objects), token),
        Gap = table.Gap,
    };
}
