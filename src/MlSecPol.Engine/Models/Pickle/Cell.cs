namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Kinds of abstract values as the machine handles them; finer than <see cref="PickleValueKind"/> in where the content stands.</summary>
internal enum CellKind : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>None.</summary>
    None,

    /// <summary>Data is 0 or 1.</summary>
    Boolean,

    /// <summary>Data is the number.</summary>
    Integer,

    /// <summary>An integer beyond 64 bits.</summary>
    LargeInteger,

    /// <summary>Data holds the bits.</summary>
    Float,

    /// <summary>UTF-8 text in the content: Data is the offset, Index the length.</summary>
    SourceText,

    /// <summary>A Python 2 string in the content, one byte a character: Data is the offset, Index the length.</summary>
    SourceString,

    /// <summary>Text made by decoding or folding: Index into the texts of the heap.</summary>
    Text,

    /// <summary>Text too long to be looked at: Data is the length.</summary>
    LongText,

    /// <summary>Bytes in the content: Data is the offset, Index the length.</summary>
    SourceBytes,

    /// <summary>Bytes made by folding: Index into the blobs of the heap.</summary>
    Blob,

    /// <summary>Bytes for which a long text in the content stands, one a character: Data is the offset of the text, Index its length in UTF-8.</summary>
    SourceEncoded,

    /// <summary>Bytes too long to be looked at: Data is the length.</summary>
    LongBytes,

    /// <summary>Index of a container of the heap, -1 when it was widened.</summary>
    List,

    /// <summary>As List.</summary>
    Tuple,

    /// <summary>As List; keys and values alternate.</summary>
    Dictionary,

    /// <summary>As List.</summary>
    Set,

    /// <summary>As List.</summary>
    FrozenSet,

    /// <summary>Index of an import of the recorder.</summary>
    Import,

    /// <summary>Index of a call result of the heap, -1 when it was widened; Data is the import of its class or root, -1 when there is none.</summary>
    Result,

    /// <summary>Index of a one-item container with the id, -1 when it was widened.</summary>
    Persistent,

    /// <summary>An out-of-band buffer.</summary>
    Buffer,

    /// <summary>Data is the code in the extension registry.</summary>
    Extension,
}

/// <summary>An abstract value: 16 bytes, no reference.</summary>
internal readonly record struct Cell(CellKind Kind, int Index = 0, long Data = 0)
{
    public static readonly Cell Unknown = new(CellKind.Unknown);
    public static readonly Cell None = new(CellKind.None);

    public bool IsContainer => Kind is >= CellKind.List and <= CellKind.FrozenSet;

    public bool IsText => Kind is >= CellKind.SourceText and <= CellKind.LongText;

    public bool IsBytes => Kind is >= CellKind.SourceBytes and <= CellKind.LongBytes;

    /// <summary>Whether the value may be anything, so that a definite refusal by the loader cannot be foreseen.</summary>
    public bool IsOpen => Kind is CellKind.Unknown or CellKind.Result or CellKind.Persistent or CellKind.Extension or CellKind.Import;
}
