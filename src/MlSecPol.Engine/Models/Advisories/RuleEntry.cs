namespace MlSecPol.Engine.Models.Advisories;

/// <summary>What is known of a rule.</summary>
/// <param name="Gain">What an attacker gains, in one sentence.</param>
/// <param name="Confidence">How sure a finding of the rule is, 0 to 1.</param>
/// <param name="Remedy">What to do about it, in one or two sentences.</param>
internal sealed record RuleEntry(string Gain, double Confidence, string Remedy);
