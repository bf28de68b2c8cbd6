using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Datasets;

/// <summary>Bounds on what a dataset may ask of this program. Reaching one ends the reading and is reported, never passed over.</summary>
public sealed record DatasetLimits
{
    /// <summary>Longest record in bytes of UTF-8, 1,024 to 536,870,912; also the largest piece of a file held in memory.</summary>
    [Range(1024, 512 * 1024 * 1024)]
    public int MaximumRecordBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Longest value of one cell in bytes of UTF-8, 1 to 536,870,912.</summary>
    [Range(1, 512 * 1024 * 1024)]
    public int MaximumCellBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most columns, nested JSON members included, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaximumColumns { get; init; } = 10_000;

    /// <summary>Deepest nesting of a JSON record, 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int MaximumJsonDepth { get; init; } = 64;

    /// <summary>Malformed records after which reading ends, at least 1: such a file is not what it claims to be.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumMalformedRecords { get; init; } = 10_000;

    /// <summary>Rows whose 128-bit hashes are held in memory to find duplicates (16 to 20 bytes each), 1 to 10,000,000; those of further rows go to a temporary file.</summary>
    [Range(1, 10_000_000)]
    public int DuplicateRowsInMemory { get; init; } = 2_000_000;
}
