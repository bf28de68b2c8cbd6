namespace MlSecPol.Engine.Models.Keras;

/// <summary>What an attacker gains by a name.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Gain">The same in words, a predicate.</param>
internal sealed record KerasGain(HazardEffect Effect, string Gain);
