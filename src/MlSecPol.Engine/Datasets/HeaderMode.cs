namespace MlSecPol.Engine.Datasets;

/// <summary>Whether the first record of a delimited file names the columns.</summary>
public enum HeaderMode
{
    /// <summary>It does, unless it looks like data: a decimal or negative number, an e-mail address, or numbers in most cells.</summary>
    Auto,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It is data.</summary>
    Absent,
}
