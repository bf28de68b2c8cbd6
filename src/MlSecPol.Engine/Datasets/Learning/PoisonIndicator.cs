namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Something that training data of a backdoored model shows.</summary>
/// <param name="Kind"><c>trigger-word</c>, <c>trigger-value</c> or <c>spectral</c>.</param>
/// <param name="Trigger">The word or value, or what stands out, in words.</param>
/// <param name="Column">The column; null when it is not one alone.</param>
/// <param name="Label">The class that it is bound to.</param>
/// <param name="Rows">Rows that show it, in the whole file or, for <c>spectral</c>, in the sample.</param>
/// <param name="FirstRow">The first of them, from 1.</param>
/// <param name="Detail">Figures in words.</param>
public sealed record PoisonIndicator(string Kind, string Trigger, string? Column, string Label, long Rows, long FirstRow, string Detail);
