using System.Collections.Frozen;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Tells the data of a folder from what stands beside it: cards, licences, checksums, signatures.</summary>
internal static class FolderFiles
{
    private static readonly FrozenSet<string> Tables = Set(".csv .tsv .tab .psv .jsonl .ndjson .jsonlines .ldjson .json .parquet .arrow .arrows .feather .npy .npz");

    private static readonly FrozenSet<string> Texts = Set(".txt .text .md .markdown .rst .dat .data .log .all .train .test");

    private static readonly FrozenSet<string> Packings = Set(".gz .bz2 .xz .zst .lz4");

    private static readonly FrozenSet<string> Beside = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "readme", "license", "licence", "notice", "changelog", "citation", "authors", "contributing", "dataset_info", "dataset_infos", "datapackage", "dataset_dict", "state", "croissant", "bagit", "bag-info", "schema");

    /// <summary>The files that are data: those with the name of a table; without one, the texts; without one, all.</summary>
    internal static IReadOnlyList<string> Data(IReadOnlyList<string> files)
    {
        var candidates = files.Where(f => !IsBeside(f)).ToList();
        var tables = candidates.Where(f => Tables.Contains(ExtensionOf(f))).ToList();
        if (tables.Count > 0) return tables;
        var texts = candidates.Where(f => Texts.Contains(ExtensionOf(f))).ToList();
        return texts.Count > 0 ? texts : candidates.Count > 0 ? candidates : files;
    }

    private static bool IsBeside(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith('.') || name.StartsWith('_') || name.StartsWith("manifest-", StringComparison.OrdinalIgnoreCase) || Beside.Contains(Path.GetFileNameWithoutExtension(name));
    }

    private static string ExtensionOf(string path)
    {
        var extension = Path.GetExtension(path);
        return Packings.Contains(extension) ? Path.GetExtension(Path.GetFileNameWithoutExtension(path)) : extension;
    }

    private static FrozenSet<string> Set(string extensions) => extensions.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
