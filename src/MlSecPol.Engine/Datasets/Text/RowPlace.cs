namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Where a row stands in its batch.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">Byte behind the last one, line end left out.</param>
/// <param name="FirstCell">First of its cells among those of the batch.</param>
/// <param name="Syntax">The syntax of all its cells, combined.</param>
/// <param name="Traits">What of it needs a second look.</param>
internal readonly record struct RowPlace(int Start, int End, int FirstCell, CellSyntax Syntax, RecordTraits Traits);
