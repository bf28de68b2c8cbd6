namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>A reference of some fields of a dataset to others of it.</summary>
/// <param name="Fields">The fields that refer.</param>
/// <param name="Resource">The dataset that they refer to; empty for their own.</param>
/// <param name="Referenced">The fields that are referred to.</param>
internal sealed record SchemaKey(IReadOnlyList<string> Fields, string Resource, IReadOnlyList<string> Referenced);
