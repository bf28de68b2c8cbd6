namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The tallies of a column and what its name tells the scanner.</summary>
internal sealed class ColumnIdentifiers(string columnName, DatasetSettings settings)
{
    private static readonly int KindCount = Enum.GetValues<IdentifierKind>().Length;

    private readonly IdentifierTally?[] _tallies = new IdentifierTally?[KindCount];

    /// <summary>The kind that the column name announces; numbers without any grouping are only looked at with its help.</summary>
    internal IdentifierKind? Announced { get; } = ColumnNameContext.Announced(columnName);

    /// <summary>How many candidates there were so far, of all kinds.</summary>
    internal long Candidates { get; private set; }

    /// <summary>The tally that one more candidate is added to.</summary>
    internal IdentifierTally Of(IdentifierKind kind)
    {
        Candidates++;
        return _tallies[(int)kind] ??= new(kind, settings.SampleCount);
    }

    internal IReadOnlyList<IdentifierFacts> ToFacts() => [.. _tallies.OfType<IdentifierTally>().Select(t => t.ToFacts())];
}
