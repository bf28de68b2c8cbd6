namespace MlSecPol.Engine.Models.Keras;

/// <summary>What an attacker gains by a name.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="Gain">The same in words, a predicate.</param>
/// <param name="Advisory">The technique under which it was published; null where it was not.</param>
internal sealed record KerasGain(HazardEffect Effect, string Gain, string? Advisory);
