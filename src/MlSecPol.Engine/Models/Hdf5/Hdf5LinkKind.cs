namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Where a link leads.</summary>
internal enum Hdf5LinkKind
{
    /// <summary>To an object of the same file.</summary>
    Hard,

    /// <summary>To a path in the same file.</summary>
    Soft,

    /// <summary>To a path in another file.</summary>
    External,

    /// <summary>To what a program registered by itself.</summary>
    UserDefined,
}
