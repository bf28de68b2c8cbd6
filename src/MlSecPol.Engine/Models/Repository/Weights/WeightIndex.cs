namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>An index of weights that are split over several files, or such files that count themselves.</summary>
/// <param name="Path">The index, relative to the folder; for files that count themselves the first of their names.</param>
/// <param name="Shards">The files that belong together.</param>
/// <param name="DeclaredBytes">Bytes that the index says all tensors take; null where it does not.</param>
/// <param name="PresentBytes">Bytes of the files that are here.</param>
/// <param name="Unlisted">Files of the same series that the index does not name.</param>
public sealed record WeightIndex(string Path, IReadOnlyList<WeightShard> Shards, long? DeclaredBytes, long PresentBytes, IReadOnlyList<string> Unlisted)
{
    /// <summary>Bytes of all tensors by the headers of the files; null where one of the files has none that is read.</summary>
    public long? TensorBytes { get; init; }

    /// <summary>Tensors that stand in more than one of the files, at most twenty.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    /// <summary>Tensors of the files that the index does not name, at most twenty.</summary>
    public IReadOnlyList<string> Unplaced { get; init; } = [];
}
