namespace MlSecPol.Engine.Checks;

/// <summary>What came of one target.</summary>
/// <param name="Target">What was looked at.</param>
/// <param name="Results">The answers, in the order of the check ids; one Error result when the target could not be read.</param>
/// <param name="Error">Why the target could not be read; null when it could.</param>
/// <param name="ReadTime">How long reading took.</param>
/// <param name="Timings">How long each check took.</param>
public sealed record AuditOutcome(string Target, IReadOnlyList<CheckResult> Results, AuditError? Error, TimeSpan ReadTime, IReadOnlyList<CheckTiming> Timings);
