namespace MlSecPol.Engine.Datasets;

/// <summary>How a text is encoded and where it breaks its own rules.</summary>
public sealed record EncodingFacts
{
    /// <summary>The encoding by which the text was read.</summary>
    public required TextEncoding Encoding { get; init; }

    /// <summary>Whether a byte order mark declares it.</summary>
    public required bool HasByteOrderMark { get; init; }

    /// <summary>Byte sequences that the encoding does not allow, counted as the Unicode standard replaces them: one for each maximal subpart.</summary>
    public Occurrences InvalidSequences { get; init; } = Occurrences.None;

    /// <summary>Column of the first invalid sequence; null where it has none.</summary>
    public string? FirstInvalidColumn { get; init; }

    /// <summary>The encoding that the invalid bytes point to, with the evidence in words; null when all is valid.</summary>
    public string? LikelyEncoding { get; init; }
}
