namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>What became of the verification of a signature.</summary>
public enum SignatureState
{
    /// <summary>The signature is good, and its digests are those of the files.</summary>
    Verified,

    /// <summary>The signature is bad, or the folder is not what was signed.</summary>
    Refuted,

    /// <summary>What is needed to decide is not at hand.</summary>
    Undecided,

    /// <summary>The signature, or a file that it covers, cannot be read.</summary>
    Unreadable,
}
