namespace MlSecPol.Engine.Reports.CycloneDx;

/// <summary>One model file of a bill of materials.</summary>
public sealed record BomModel
{
    /// <summary>Its name: the path below the folder that was asked for, or the name of the file, with slashes.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits in lower case.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What was found in the file, by names that begin with <c>mlsecpol:</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>What is said of it.</summary>
    public IReadOnlyList<BomStatement> Statements { get; init; } = [];
}
