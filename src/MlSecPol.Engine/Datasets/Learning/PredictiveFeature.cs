namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>How well one column alone tells the label.</summary>
/// <param name="Column">The column.</param>
/// <param name="Score">Predictive power score, 0 to 1.</param>
/// <param name="IsKey">Whether the column names rows, so that nothing should be read from it at all.</param>
public sealed record PredictiveFeature(string Column, double Score, bool IsKey);
