namespace MlSecPol.Engine.Reports.CycloneDx;

/// <summary>Something said of a model, with the place where it was read.</summary>
/// <param name="Key">What it is about: <c>license</c>, <c>datasets</c>, <c>pipeline_tag</c> … Keys that CycloneDX has no place for become properties.</param>
/// <param name="Value">What is said.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Amount">For a metric its value; null where none is given.</param>
/// <param name="Scope">For a metric the data on which it was measured; null where none is named.</param>
public sealed record BomStatement(string Key, string Value, string Source, string? Amount = null, string? Scope = null);
