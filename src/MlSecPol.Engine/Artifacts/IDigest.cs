namespace MlSecPol.Engine.Artifacts;

/// <summary>A digest of the bytes that pass by.</summary>
internal interface IDigest : IContentSink, IDisposable
{
    /// <summary>The digest of what was taken so far.</summary>
    byte[] Digest { get; }
}
