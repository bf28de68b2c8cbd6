namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Kinds of header messages that say what an object is, leads to or is called; numbers of the format.</summary>
internal enum Hdf5MessageType
{
    /// <summary>Filler.</summary>
    Nothing = 0,

    /// <summary>The shape of an array.</summary>
    Dataspace = 1,

    /// <summary>Where links in dense storage stand.</summary>
    LinkInfo = 2,

    /// <summary>The type of the elements.</summary>
    Datatype = 3,

    /// <summary>A link of a group.</summary>
    Link = 6,

    /// <summary>Other files that hold the data.</summary>
    ExternalFiles = 7,

    /// <summary>Where the data stands.</summary>
    Layout = 8,

    /// <summary>An attribute.</summary>
    Attribute = 0xC,

    /// <summary>More messages elsewhere.</summary>
    Continuation = 0x10,

    /// <summary>The tree and heap of an old group.</summary>
    SymbolTable = 0x11,

    /// <summary>Where attributes in dense storage stand.</summary>
    AttributeInfo = 0x15,
}
