namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>What of one kind of credential or hidden instruction was seen in a column.</summary>
public sealed record SignalFacts
{
    /// <summary>Credential or instruction.</summary>
    public required SignalSubject Subject { get; init; }

    /// <summary>The kind in words of a rule, for example <c>github-token</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What it is, for a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>Whether more than the form speaks for it: a checksum, or content that decodes to what it must be.</summary>
    public required bool IsProven { get; init; }

    /// <summary>How often, the first rows, and the first one masked.</summary>
    public required Occurrences Places { get; init; }
}
