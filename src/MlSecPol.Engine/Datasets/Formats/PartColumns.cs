namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>How the columns of a file relate to those of the files read before it.</summary>
internal enum PartColumns
{
    /// <summary>It is the first file.</summary>
    New,

    /// <summary>They stand in the same order.</summary>
    ByPlace,

    /// <summary>They have the same names, in any order and number.</summary>
    ByName,
}
