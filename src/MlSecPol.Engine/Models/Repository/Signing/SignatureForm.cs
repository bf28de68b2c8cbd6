namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>How a signature says who signed.</summary>
public enum SignatureForm
{
    /// <summary>It could not be told.</summary>
    Unknown,

    /// <summary>A public key, which the verifier must have.</summary>
    Key,

    /// <summary>A chain of certificates, whose root the verifier must trust.</summary>
    Certificates,

    /// <summary>A short-lived certificate of an identity, with entries of a public log.</summary>
    Identity,
}
