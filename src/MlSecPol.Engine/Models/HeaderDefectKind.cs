namespace MlSecPol.Engine.Models;

/// <summary>Ways in which a header can be at odds with its file.</summary>
public enum HeaderDefectKind
{
    /// <summary>A range or count leaves the file.</summary>
    OutOfBounds,

    /// <summary>Two tensors share bytes.</summary>
    Overlap,

    /// <summary>Bytes between tensors or after the last belong to none.</summary>
    Hole,

    /// <summary>Shape times width is not the number of bytes.</summary>
    SizeMismatch,

    /// <summary>A product or sum leaves 64 bits or is negative.</summary>
    Overflow,

    /// <summary>A key stands twice, so that two readers can see two models.</summary>
    DuplicateKey,

    /// <summary>The element type is not one of the format's.</summary>
    UnknownType,

    /// <summary>The header is not what its format prescribes.</summary>
    Malformed,

    /// <summary>A storage that the program asks for is not in the archive.</summary>
    MissingStorage,
}
