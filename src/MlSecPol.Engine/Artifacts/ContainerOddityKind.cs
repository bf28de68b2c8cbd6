namespace MlSecPol.Engine.Artifacts;

/// <summary>Contradictions and oddities of containers.</summary>
public enum ContainerOddityKind
{
    /// <summary>The directory and the member's own header give different names, or a name is a digest that the content has not.</summary>
    NameMismatch,

    /// <summary>The directory and the member's own header give different sizes, or neither fits the data.</summary>
    SizeMismatch,

    /// <summary>They give different compression methods.</summary>
    MethodMismatch,

    /// <summary>They give different flags.</summary>
    FlagMismatch,

    /// <summary>They give different checksums, or the content has another one.</summary>
    ChecksumMismatch,

    /// <summary>The member stands in one table only.</summary>
    MissingInOneTable,

    /// <summary>Two members have the same name.</summary>
    DuplicateName,

    /// <summary>Two members have names that some readers take for the same.</summary>
    SimilarName,

    /// <summary>Two members share bytes.</summary>
    Overlap,

    /// <summary>The member is marked as encrypted although it can be read, or the other way round.</summary>
    FalseEncryption,

    /// <summary>The member is encrypted.</summary>
    Encrypted,

    /// <summary>There are several end records or directories.</summary>
    SeveralDirectories,

    /// <summary>Bytes stand before the first member.</summary>
    LeadingBytes,

    /// <summary>Bytes stand between members.</summary>
    HiddenBytes,

    /// <summary>Bytes stand after the end.</summary>
    TrailingBytes,

    /// <summary>The name leads out of the folder it is unpacked to.</summary>
    PathTraversal,

    /// <summary>The name holds control characters, marks of writing direction or other deceiving characters.</summary>
    DeceptiveName,

    /// <summary>The member is a link or a device.</summary>
    LinkOrDevice,

    /// <summary>The compression method is not known.</summary>
    UnknownMethod,

    /// <summary>A name in an extra field or extended header overrides the plain one with another.</summary>
    OverridingName,

    /// <summary>The whole file can be read as two formats.</summary>
    Polyglot,

    /// <summary>The content expands beyond all proportion.</summary>
    Bomb,

    /// <summary>The structure breaks off or contradicts itself in another way.</summary>
    Broken,
}
