namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Kinds of element types that matter here; numbers of the format.</summary>
internal enum Hdf5TypeClass
{
    /// <summary>Integers.</summary>
    Integer = 0,

    /// <summary>Floating-point numbers.</summary>
    Float = 1,

    /// <summary>Text of fixed length.</summary>
    Text = 3,

    /// <summary>Bytes of no stated meaning.</summary>
    Opaque = 5,

    /// <summary>Sequences of variable length.</summary>
    VariableLength = 9,
}
