namespace MlSecPol.Engine.Datasets;

/// <summary>Texts of a column that are nearly the same as an earlier one.</summary>
/// <param name="Texts">Texts that were compared: of eight words or more, repetitions of common ones left out.</param>
/// <param name="Rows">Rows with a text that is near another; some are missed, see the page of DS5.Duplicates.</param>
/// <param name="FirstRows">The first of them, from 1.</param>
/// <param name="Gap">Why not all were compared; null when all were.</param>
public sealed record NearDuplicateFacts(long Texts, long Rows, IReadOnlyList<long> FirstRows, string? Gap)
{
    /// <summary>No texts.</summary>
    public static NearDuplicateFacts None { get; } = new(0, 0, [], null);
}
