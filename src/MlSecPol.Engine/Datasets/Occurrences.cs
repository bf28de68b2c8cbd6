namespace MlSecPol.Engine.Datasets;

/// <summary>How often something occurs and where it does first.</summary>
/// <param name="Count">Number of places.</param>
/// <param name="FirstRows">The first rows that show it, ascending, from 1 without the header; at most <see cref="MaximumRows"/>.</param>
/// <param name="FirstOffset">Byte offset of the first place in the file; null where the bytes were transcoded.</param>
/// <param name="Sample">The first one, shortened and masked; null where nothing is shown.</param>
public sealed record Occurrences(long Count, IReadOnlyList<long> FirstRows, long? FirstOffset = null, string? Sample = null)
{
    /// <summary>Most rows kept.</summary>
    public const int MaximumRows = 5;

    /// <summary>It does not occur.</summary>
    public static Occurrences None { get; } = new(0, []);

    /// <summary>The first row that shows it; null where no row is meant.</summary>
    public long? FirstRow => FirstRows.Count > 0 ? FirstRows[0] : null;
}
