namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>Values of a column that names rows, which the reference has too.</summary>
/// <param name="Column">The column.</param>
/// <param name="Rows">Rows with such a value.</param>
/// <param name="FirstRows">The first of them, from 1.</param>
/// <param name="IsCounter">Whether both datasets merely number their rows, so that equal numbers mean nothing.</param>
public sealed record KeyOverlap(string Column, long Rows, IReadOnlyList<long> FirstRows, bool IsCounter);
