namespace MlSecPol.Engine.Artifacts;

/// <summary>Sees every byte of a content once, in order.</summary>
internal interface IContentSink
{
    /// <summary>Takes the next bytes, which are the caller's again as soon as this returns.</summary>
    void Append(ReadOnlySpan<byte> block);
}
