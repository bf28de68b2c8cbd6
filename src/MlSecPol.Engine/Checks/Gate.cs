namespace MlSecPol.Engine.Checks;

/// <summary>Decides whether a set of results lets a pipeline go on. The codes are those of about_MlSecPol_ExitCodes; of several the first of 1, 2, 4, 3 wins.</summary>
/// <param name="FailOn">Failures of this severity or above close the gate.</param>
/// <param name="IncludeNotAssessed">Whether something not assessed closes it too.</param>
/// <param name="IncludeExcepted">Whether excepted failures close it too.</param>
public sealed record Gate(Severity FailOn, bool IncludeNotAssessed, bool IncludeExcepted)
{
    /// <summary>Decides.</summary>
    public GateOutcome Decide(IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0) return Outcome(1, [], "No result arrived: nothing was audited.");
        CheckResult[] errors = [.. results.Where(r => r.Status == CheckStatus.Error)];
        if (errors.Length > 0) return Outcome(1, errors, $"{Count(errors)} could not be evaluated{Examples(errors)}.");
        CheckResult[] failures = [.. results.Where(r => r.Status == CheckStatus.Fail && r.Severity >= FailOn)];
        if (failures.Length > 0) return Outcome(2, failures, $"{Count(failures)} failed with severity {FailOn} or above{Examples(failures)}.");
        CheckResult[] open = IncludeNotAssessed ? [.. results.Where(r => r.Status == CheckStatus.NotAssessed)] : [];
        if (open.Length > 0) return Outcome(4, open, $"{Count(open)} not assessed{Examples(open)}.");
        CheckResult[] excepted = IncludeExcepted ? [.. results.Where(r => r.Status == CheckStatus.Excepted && r.Severity >= FailOn)] : [];
        return excepted.Length > 0
            ? Outcome(3, excepted, $"{Count(excepted)} failed with severity {FailOn} or above and excepted{Examples(excepted)}.")
            : Outcome(0, [], $"None of {results.Count} results failed with severity {FailOn} or above.");
    }

    private static string Count(CheckResult[] results) => results.Length == 1 ? "1 result" : $"{results.Length} results";

    private static string Examples(CheckResult[] results)
    {
        const int Shown = 3;
        var names = results.Take(Shown).Select(r => $"{r.CheckId} on {Path.GetFileName(r.Target)}");
        return $": {string.Join("; ", names)}{(results.Length > Shown ? "; …" : string.Empty)}";
    }

    private GateOutcome Outcome(int code, IReadOnlyList<CheckResult> results, string message) =>
        new() { ExitCode = code, FailOn = FailOn, Results = results, Message = message };
}
