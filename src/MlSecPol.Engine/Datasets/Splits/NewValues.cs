namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>Values of a category that the reference does not have.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsLabel">Whether it is the label.</param>
/// <param name="Count">How many different ones, at most 1,000.</param>
/// <param name="Rows">Rows with one of them.</param>
/// <param name="FirstRow">The first of these, from 1.</param>
/// <param name="Values">The first few, cut after 40 bytes.</param>
public sealed record NewValues(string Column, bool IsLabel, int Count, long Rows, long FirstRow, IReadOnlyList<string> Values);
