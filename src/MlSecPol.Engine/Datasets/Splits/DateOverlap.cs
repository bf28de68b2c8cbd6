namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>Dates that are no later than the latest one of the reference.</summary>
/// <param name="Column">The column.</param>
/// <param name="Rows">Rows with such a date.</param>
/// <param name="Dates">Rows with any date.</param>
/// <param name="Latest">The latest date of the reference, UTC.</param>
public sealed record DateOverlap(string Column, long Rows, long Dates, DateTime Latest);
