namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>What an antivirus engine said of a file.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Detail">One sentence without the final full stop.</param>
internal sealed record AntivirusOutcome(AntivirusState State, string Detail)
{
    /// <summary>What was found, as the engine calls it; null where nothing was.</summary>
    internal string? Threat { get; init; }

    /// <summary>The engine; null where there is none.</summary>
    internal EngineVersion? Engine { get; init; }
}
