namespace MlSecPol.Engine.Datasets.Files;

/// <summary>Antivirus engines that can be asked.</summary>
public enum AntivirusEngine
{
    /// <summary>AMSI on Windows, <c>clamd</c> elsewhere.</summary>
    Auto,

    /// <summary>No engine is asked.</summary>
    None,

    /// <summary>A running <c>clamd</c>, by its own protocol.</summary>
    Clamd,

    /// <summary>The Antimalware Scan Interface of Windows.</summary>
    Amsi,
}
