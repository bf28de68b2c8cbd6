namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>A value of a sample.</summary>
/// <param name="text">Its bytes, as many as are kept.</param>
/// <param name="length">How many bytes it has.</param>
internal sealed class SampledValue(byte[] text, int length)
{
    internal byte[] Text => text;

    internal int Length => length;

    /// <summary>How often it occurs.</summary>
    internal long Count { get; set; }
}
