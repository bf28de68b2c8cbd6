namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>A detached signature and what came of verifying it.</summary>
/// <param name="File">The file of the signature.</param>
/// <param name="Form">Its form, for example <c>OpenPGP</c>.</param>
/// <param name="State">What came of it.</param>
/// <param name="Detail">One sentence without the final full stop.</param>
internal sealed record SignatureOutcome(string File, string Form, SignatureState State, string Detail)
{
    /// <summary>The algorithm of its digest, when others can make another file with the same digest; null when not.</summary>
    internal string? WeakDigest { get; init; }
}
