namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What a check on a dataset saw.</summary>
/// <param name="Message">One sentence for a reader, without the full stop.</param>
/// <param name="Findings">What was found; those of <see cref="Severity.Info"/> are remarks.</param>
internal sealed record Inspection(string Message, IReadOnlyList<Finding> Findings)
{
    /// <summary>Why the question has no meaning for the dataset, in a whole sentence; null when it has.</summary>
    internal string? NoAnswer { get; init; }

    /// <summary>What the check could not look at beside a gap in the reading, in a whole sentence; null when it looked at all.</summary>
    internal string? Gap { get; init; }

    /// <summary>The question has no meaning.</summary>
    internal static Inspection NotApplicable(string reason) => new(reason, []) { NoAnswer = reason };

    /// <summary>The message for the number of findings.</summary>
    internal static Inspection Of(List<Finding> findings, string nothing, Func<int, string> some)
    {
        var failures = findings.Count(f => f.Severity > Severity.Info);
        return new(failures > 0 ? some(failures) : nothing, findings);
    }
}
