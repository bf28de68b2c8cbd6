namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>A declared schema.</summary>
/// <param name="Source">The file that declares it.</param>
/// <param name="Fields">The fields in their order.</param>
/// <param name="FieldsMatch">How columns must correspond to fields: <c>exact</c>, <c>equal</c>, <c>subset</c>, <c>superset</c> or <c>partial</c>.</param>
/// <param name="PrimaryKey">The fields that together identify a row; empty without.</param>
/// <param name="ForeignKeys">References to other fields.</param>
internal sealed record TableSchema(string Source, IReadOnlyList<SchemaField> Fields, string FieldsMatch, IReadOnlyList<string> PrimaryKey, IReadOnlyList<SchemaKey> ForeignKeys);
