namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>What came of asking an antivirus engine.</summary>
internal enum AntivirusState
{
    /// <summary>It looked and found nothing.</summary>
    Clean,

    /// <summary>It found something.</summary>
    Found,

    /// <summary>There is no engine that could be asked.</summary>
    Absent,

    /// <summary>The settings ask for none.</summary>
    SwitchedOff,

    /// <summary>The file is longer than the engine looks through.</summary>
    LimitReached,

    /// <summary>The connection broke, or no answer came in time.</summary>
    Lost,

    /// <summary>The engine answered with an error.</summary>
    Failed,
}
