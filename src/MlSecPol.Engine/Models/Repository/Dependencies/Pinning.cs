namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>How firmly a list of packages fixes what will be installed.</summary>
public enum Pinning
{
    /// <summary>Any version, or a range of them.</summary>
    Open,

    /// <summary>One version.</summary>
    Version,

    /// <summary>One content: a hash of the package or a commit of its source.</summary>
    Content,

    /// <summary>Not a package but a source of packages that cannot be trusted: without encryption, or without its verification.</summary>
    UntrustedSource,

    /// <summary>Not a package but a second source, from which a package of the same name may come.</summary>
    SecondSource,
}
