namespace MlSecPol.Host;

/// <summary>What the command line asks for.</summary>
internal enum CommandLineAction
{
    /// <summary>Run a command or a script.</summary>
    Run,

    /// <summary>Print how to use the program.</summary>
    ShowUsage,

    /// <summary>Print the version.</summary>
    ShowVersion,
}
