using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Secrets;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets;

/// <summary>What one pass found out about a column.</summary>
public sealed record ColumnFacts
{
    /// <summary>Its name in the header or the dotted path of a JSON member; <c>column N</c> where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Position from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Whether the header or the first record declares it; false for cells beyond them in longer rows.</summary>
    public required bool IsDeclared { get; init; }

    /// <summary>Whether it holds elements of JSON arrays, so that a row can have none or many.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Cells that hold a value.</summary>
    public required long Values { get; init; }

    /// <summary>Rows that have no value for it: absent, empty, blank, or a null token.</summary>
    public required long Missing { get; init; }

    /// <summary>Missing cells by the way they are written, <c>(empty)</c>, <c>(absent)</c>, <c>(blank)</c> or the token; only kinds that occur.</summary>
    public IReadOnlyDictionary<string, long> MissingKinds { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Length of the shortest value in bytes of UTF-8; 0 when there is none.</summary>
    public int MinimumLength { get; init; }

    /// <summary>Length of the longest value in bytes of UTF-8.</summary>
    public int MaximumLength { get; init; }

    /// <summary>Whether all values are equal; true also for a single one, false without any.</summary>
    public bool HasSingleValue { get; init; }

    /// <summary>Values that a spreadsheet takes for a formula that calls or refers to something, or that begin with an equals sign.</summary>
    public Occurrences Formulas { get; init; } = Occurrences.None;

    /// <summary>Values that only begin like a formula: with plus, minus or at sign, tab or carriage return, and are no number.</summary>
    public Occurrences FormulaPrefixes { get; init; } = Occurrences.None;

    /// <summary>Invisible characters by kind; only kinds that occur.</summary>
    public IReadOnlyDictionary<CharacterHazard, Occurrences> Hazards { get; init; } = new Dictionary<CharacterHazard, Occurrences>();

    /// <summary>Values that are not in Unicode normalisation form C.</summary>
    public Occurrences NotNormalized { get; init; } = Occurrences.None;

    /// <summary>Texts that are nearly the same as an earlier one.</summary>
    public NearDuplicateFacts NearDuplicates { get; init; } = NearDuplicateFacts.None;

    /// <summary>Values that are one opaque token of letters and digits, at least 8 long: device ids, hashes, codes.</summary>
    public long OpaqueTokens { get; init; }

    /// <summary>Credentials and hidden instructions, by kind; only kinds that occur.</summary>
    public IReadOnlyList<SignalFacts> Signals { get; init; } = [];

    /// <summary>What looked like an identifier, by kind; only kinds with a candidate.</summary>
    public IReadOnlyList<IdentifierFacts> Identifiers { get; init; } = [];

    /// <summary>The distribution of its values; null where none was taken.</summary>
    internal ColumnStatistics? Statistics { get; init; }
}
