namespace MlSecPol.Engine.Artifacts.NumPy;

/// <summary>Kinds of values that headers of arrays are written with.</summary>
internal enum PythonLiteralKind
{
    /// <summary>The word None.</summary>
    None,

    /// <summary>The words True and False.</summary>
    Boolean,

    /// <summary>A whole number of at most 64 bits.</summary>
    Integer,

    /// <summary>A whole number beyond 64 bits.</summary>
    LargeInteger,

    /// <summary>Text in quotes.</summary>
    String,

    /// <summary>Values in round brackets.</summary>
    Tuple,

    /// <summary>Values in square brackets.</summary>
    List,

    /// <summary>Keys and values in turn.</summary>
    Dictionary,
}
