using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>Verifies one detached signature over the bytes that pass by. What it is given is only ever compared, never decrypted or run.</summary>
/// <param name="file">The file of the signature.</param>
/// <param name="form">The form of the signature.</param>
internal abstract class SignatureVerifier(string file, string form) : IContentSink, IDisposable
{
    /// <inheritdoc/>
    public abstract void Append(ReadOnlySpan<byte> block);

    /// <summary>The outcome, after all bytes went by.</summary>
    internal abstract SignatureOutcome Conclude();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the verifier holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>An outcome.</summary>
    protected SignatureOutcome Outcome(SignatureState state, string detail) => new(file, form, state, detail);
}
