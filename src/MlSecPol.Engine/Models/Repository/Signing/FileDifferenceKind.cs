namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>How a file differs from what was signed.</summary>
public enum FileDifferenceKind
{
    /// <summary>It was signed and is not there.</summary>
    Missing,

    /// <summary>It has another content than the signed one.</summary>
    Changed,

    /// <summary>It is there and was not signed.</summary>
    Extra,

    /// <summary>It is a symbolic link, which the signature does not allow.</summary>
    Link,
}
