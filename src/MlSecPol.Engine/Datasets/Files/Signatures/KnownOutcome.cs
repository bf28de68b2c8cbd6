namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>A signature whose outcome needs no bytes: it cannot be read, or its form is not verified.</summary>
internal sealed class KnownOutcome(string file, string form, SignatureState state, string detail) : SignatureVerifier(file, form)
{
    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
    }

    /// <inheritdoc/>
    internal override SignatureOutcome Conclude() => Outcome(state, detail);

    /// <summary>Whether it could not be read at all.</summary>
    internal bool IsMalformed => state == SignatureState.Malformed;
}
