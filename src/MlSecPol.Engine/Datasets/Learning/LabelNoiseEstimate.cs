namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>How many labels may be wrong, by a sample.</summary>
/// <param name="Share">Share of the rows behind the estimate that do not agree with their neighbours, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval (Wilson).</param>
/// <param name="High">Upper end of its 95 % interval (Wilson).</param>
/// <param name="Rows">Rows behind the estimate: sampled ones whose neighbours agree with each other.</param>
/// <param name="FirstRows">The first such rows, from 1.</param>
/// <param name="NoAnswer">Why there is no estimate; null when there is one.</param>
public sealed record LabelNoiseEstimate(double Share, double Low, double High, int Rows, IReadOnlyList<long> FirstRows, string? NoAnswer)
{
    internal static LabelNoiseEstimate None(string reason) => new(0, 0, 0, 0, [], reason);
}
