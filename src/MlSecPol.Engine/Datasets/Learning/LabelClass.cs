namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>A class of the label.</summary>
/// <param name="Name">The value, cut after 40 bytes.</param>
/// <param name="Rows">Rows that have it.</param>
public sealed record LabelClass(string Name, long Rows);
