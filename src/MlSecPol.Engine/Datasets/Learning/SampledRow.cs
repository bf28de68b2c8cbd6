namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>A row that was kept for a closer look.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Label">Its class.</param>
/// <param name="Numbers">Its numbers, one for each numeric feature; not a number where missing.</param>
/// <param name="Codes">Its categories, one for each such feature.</param>
/// <param name="Words">Hashes of its words, each once.</param>
internal sealed record SampledRow(long Row, int Label, double[] Numbers, int[] Codes, HashSet<ulong> Words)
{
    /// <summary>Its words as they stand.</summary>
    internal IReadOnlyList<NamedWord> Text { get; init; } = [];
}
