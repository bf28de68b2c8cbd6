namespace MlSecPol.Engine.Checks;

/// <summary>How long a check took for one target.</summary>
/// <param name="CheckId">The check.</param>
/// <param name="Elapsed">Its time.</param>
public readonly record struct CheckTiming(string CheckId, TimeSpan Elapsed);
