namespace MlSecPol.Engine.Datasets;

/// <summary>What of a dataset was not read, and why.</summary>
/// <param name="Reason">The limit or break, one sentence without a final full stop.</param>
/// <param name="Row">The data row at which it happened, from 1; null where there is none.</param>
/// <param name="Offset">The byte offset from which on nothing was read as rows; null where bytes were transcoded.</param>
public sealed record ReadingGap(string Reason, long? Row, long? Offset);
