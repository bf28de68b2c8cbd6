using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>An identifier that waits for the judgement of its column.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsInContext">Whether words in front announce it.</param>
/// <param name="Row">Its row, from 1.</param>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="Value">What is shown of it.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record SearchHit(ColumnIdentifiers Column, IdentifierKind Kind, bool IsInContext, long Row, long? Offset, string Value, int Length);
