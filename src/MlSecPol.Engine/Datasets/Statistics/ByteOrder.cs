namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Orders texts by their bytes, which for UTF-8 is the order of their code points.</summary>
internal sealed class ByteOrder : IComparer<byte[]>
{
    internal static ByteOrder Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
