namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What of one kind of identifier was seen in a column.</summary>
public sealed record IdentifierFacts
{
    /// <summary>The kind.</summary>
    public required IdentifierKind Kind { get; init; }

    /// <summary>Pieces of text that have the form: for a card the prefix and length of an issuer, for an IBAN a country and its length, and so on.</summary>
    public required long Candidates { get; init; }

    /// <summary>Candidates that were verified; fewer than all only for telephone numbers beyond the limit in settings.</summary>
    public required long Verified { get; init; }

    /// <summary>Candidates that passed all checks.</summary>
    public required long Valid { get; init; }

    /// <summary>Cells that hold a valid one.</summary>
    public required long Cells { get; init; }

    /// <summary>Valid ones that fill their cell; the others stand in longer text.</summary>
    public long Whole { get; init; }

    /// <summary>
    /// Valid ones with a trait that look-alikes seldom have: numbers written in the customary groups, addresses of version 4 with a part beyond 127, addresses of
    /// version 6 with a prefix that is in use.
    /// </summary>
    public long Grouped { get; init; }

    /// <summary>Valid ones that words in front of them announce.</summary>
    public long InContext { get; init; }

    /// <summary>
    /// Different candidates, estimated by linear counting: a repeated value is no new evidence. Only for kinds whose valid ones are compared with chance; 0 otherwise.
    /// </summary>
    public long DistinctCandidates { get; init; }

    /// <summary>Different valid ones, estimated likewise.</summary>
    public long DistinctValid { get; init; }

    /// <summary>The first rows that hold a valid one.</summary>
    public IReadOnlyList<long> FirstRows { get; init; } = [];

    /// <summary>Byte offset of the first valid one; null where the text was transcoded or the place is inside a JSON record.</summary>
    public long? FirstOffset { get; init; }

    /// <summary>The first valid ones, masked.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];
}
