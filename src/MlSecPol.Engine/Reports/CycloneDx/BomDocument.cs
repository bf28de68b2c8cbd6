namespace MlSecPol.Engine.Reports.CycloneDx;

/// <summary>A bill of materials of models.</summary>
/// <param name="Models">The models.</param>
/// <param name="IsComplete">Whether every file that was asked for could be read.</param>
/// <param name="CreatedAt">When it is made.</param>
public sealed record BomDocument(IReadOnlyList<BomModel> Models, bool IsComplete, DateTimeOffset CreatedAt);
