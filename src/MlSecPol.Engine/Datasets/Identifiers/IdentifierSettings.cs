namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Which identifiers are looked for.</summary>
public sealed record IdentifierSettings
{
    /// <summary>Countries, two letters of ISO 3166, whose identifiers are looked for beside those that are the same everywhere; empty for all countries.</summary>
    public IReadOnlyList<string> Locales { get; init; } = [];

    /// <summary>Kinds that are looked for although they are common in harmless data: <c>url</c> and <c>date-time</c>.</summary>
    public IReadOnlyList<string> AdditionalKinds { get; init; } = [];
}
