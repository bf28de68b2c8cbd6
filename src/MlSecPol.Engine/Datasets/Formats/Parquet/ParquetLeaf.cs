namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>A column of a Parquet file.</summary>
internal sealed record ParquetLeaf
{
    /// <summary>The path of its members, dotted; elements of lists share <c>name[]</c>.</summary>
    internal required string Name { get; init; }

    /// <summary>The physical type, from 0 for truth values to 7 for bytes of a fixed length.</summary>
    internal required int Type { get; init; }

    /// <summary>Bytes of a value; 0 where each has its own length.</summary>
    internal required int Width { get; init; }

    internal required int MaximumDefinition { get; init; }

    internal required int MaximumRepetition { get; init; }

    internal required ParquetKind Kind { get; init; }

    /// <summary>Digits behind the decimal point.</summary>
    internal int Scale { get; init; }

    /// <summary>Units of a second that times count.</summary>
    internal long PerSecond { get; init; } = 1;

    /// <summary>Whether times are those of Greenwich.</summary>
    internal bool IsUtc { get; init; }
}
