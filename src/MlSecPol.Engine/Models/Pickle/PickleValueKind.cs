namespace MlSecPol.Engine.Models.Pickle;

/// <summary>What the machine knows of a value without making it.</summary>
public enum PickleValueKind
{
    /// <summary>Nothing: it was computed, or forgotten because a limit was reached.</summary>
    Unknown,

    /// <summary>None.</summary>
    None,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>Text.</summary>
    String,

    /// <summary>Bytes or a byte array.</summary>
    Bytes,

    /// <summary>A list.</summary>
    List,

    /// <summary>A tuple.</summary>
    Tuple,

    /// <summary>A dictionary; items alternate between key and value.</summary>
    Dictionary,

    /// <summary>A set or frozen set.</summary>
    Set,

    /// <summary>An imported thing.</summary>
    Import,

    /// <summary>What a call gave.</summary>
    CallResult,

    /// <summary>An object that the loader finds by a persistent id.</summary>
    PersistentId,

    /// <summary>An out-of-band buffer.</summary>
    Buffer,

    /// <summary>An object of the extension registry of the loading process.</summary>
    Extension,
}
