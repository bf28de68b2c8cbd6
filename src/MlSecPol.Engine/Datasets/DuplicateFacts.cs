namespace MlSecPol.Engine.Datasets;

/// <summary>Rows that repeat an earlier row exactly, by the 128-bit hash of their values.</summary>
/// <param name="Rows">Rows that repeat an earlier one.</param>
/// <param name="FirstRows">The first of them, ascending.</param>
/// <param name="Gap">Why not all rows were compared; null when they were.</param>
public sealed record DuplicateFacts(long Rows, IReadOnlyList<long> FirstRows, string? Gap = null)
{
    /// <summary>No row repeats another.</summary>
    public static DuplicateFacts None { get; } = new(0, []);
}
