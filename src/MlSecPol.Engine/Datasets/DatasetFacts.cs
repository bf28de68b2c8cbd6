using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Formats;
using MlSecPol.Engine.Datasets.Learning;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Schemas;
using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets;

/// <summary>What one pass over a dataset found out. Holds no values of it beyond a few masked samples.</summary>
public sealed record DatasetFacts
{
    /// <summary>The path as given to the reader.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Length { get; init; }

    /// <summary>What the content is.</summary>
    public required DatasetFormat Format { get; init; }

    /// <summary>The content in words, for example <c>comma-separated text</c> or <c>ZIP archive</c>.</summary>
    public required string FormatName { get; init; }

    /// <summary>The format among those of all artifacts; null for text, and where none was told apart.</summary>
    public ArtifactFormat? DetectedFormat { get; init; }

    /// <summary>The encoding; null where the content is no text.</summary>
    public EncodingFacts? Encoding { get; init; }

    /// <summary>The delimiter of delimited text; null otherwise.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first record of delimited text names the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Whether the columns have names of their own: from a header, a schema, or the members of records.</summary>
    public bool HasNames => HasHeader || Format is not (DatasetFormat.Delimited or DatasetFormat.Text);

    /// <summary>Data rows, without header and blank rows; malformed JSON lines are not rows.</summary>
    public long Rows { get; init; }

    /// <summary>Rows without any character between rows with some.</summary>
    public Occurrences BlankRows { get; init; } = Occurrences.None;

    /// <summary>Rows with fewer cells than the header, or the first row, has.</summary>
    public Occurrences ShortRows { get; init; } = Occurrences.None;

    /// <summary>Rows with more cells than the header, or the first row, has.</summary>
    public Occurrences LongRows { get; init; } = Occurrences.None;

    /// <summary>The columns in order of position or first appearance.</summary>
    public IReadOnlyList<ColumnFacts> Columns { get; init; } = [];

    /// <summary>Records that break the format, by kind; only kinds that occur.</summary>
    public IReadOnlyDictionary<MalformedKind, Occurrences> Malformed { get; init; } = new Dictionary<MalformedKind, Occurrences>();

    /// <summary>Rows that repeat an earlier one.</summary>
    public DuplicateFacts Duplicates { get; init; } = DuplicateFacts.None;

    /// <summary>How well rows hide in each other; null where no quasi-identifiers are declared.</summary>
    public PrivacyFacts? Privacy { get; init; }

    /// <summary>Columns of hashes, and what a dictionary found of them.</summary>
    public IReadOnlyList<PseudonymFacts> Pseudonyms { get; init; } = [];
    /// <summary>What the rows show of the label and its features; null where no column is a label.</summary>
    public LearningFacts? Learning { get; init; }

    /// <summary>What the dataset has in common with a reference; null when there is none.</summary>
    public SplitFacts? Split { get; init; }

    /// <summary>The file around the rows; null when rows came without one, or nobody asked.</summary>
    internal Files.FileFacts? File { get; init; }

    /// <summary>What was not read; null when all was.</summary>
    public ReadingGap? Gap { get; init; }

    /// <summary>What the dataset is against its declared schema; null where none is declared.</summary>
    public SchemaFacts? Schema { get; init; }

    /// <summary>How the dataset is stored: layers of compression, parts, checksums.</summary>
    public StorageFacts Storage { get; init; } = StorageFacts.None;

    /// <summary>Whether the content is a table that this reader reads.</summary>
    public bool IsTable => Format is not (DatasetFormat.Empty or DatasetFormat.Json or DatasetFormat.Other or DatasetFormat.Unknown);
}
