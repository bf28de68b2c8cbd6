namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Where the value of a cell stands in the bytes of its batch; doubled quotes, if any, are still doubled.</summary>
internal readonly record struct Cell(int Start, int Length, CellSyntax Syntax);
