namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>A point in time to which data can be restored.</summary>
/// <param name="Time">When.</param>
/// <param name="Paths">What it covers; empty where the list does not say.</param>
internal sealed record RestorePoint(DateTimeOffset Time, IReadOnlyList<string> Paths);
