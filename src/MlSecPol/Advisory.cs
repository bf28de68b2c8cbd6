namespace MlSecPol;

/// <summary>A published weakness that what was found makes use of. It explains a finding and never decides about it.</summary>
public sealed record Advisory
{
    /// <summary>The id under which it was published, for example <c>CVE-2024-3660</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The product that is weak: a framework, or a scanner where the technique serves to pass it by.</summary>
    public required string Product { get; init; }

    /// <summary>The affected versions in words.</summary>
    public required string Affected { get; init; }

    /// <summary>What it lets an attacker do, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether product and versions were compared with the publication; otherwise they stand as remembered.</summary>
    public bool Verified { get; init; }

    /// <summary>Whether the makers of the product dispute that it is a weakness.</summary>
    public bool Disputed { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Product} {Affected})";
}
