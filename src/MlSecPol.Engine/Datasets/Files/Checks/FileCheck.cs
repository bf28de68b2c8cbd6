using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>What all checks on a dataset as a file have in common: rows that came without a file have none.</summary>
public abstract class FileCheck : Check<DatasetFacts>
{
    /// <summary>What the check wants to know.</summary>
    internal abstract FileQuestions Questions { get; }

    /// <inheritdoc/>
    public sealed override Verdict Evaluate(DatasetFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (facts.File is { } file) return Judge(file, facts, settings);
        return facts.Format == DatasetFormat.Objects
            ? Verdict.NotApplicable("The rows did not come from a file.")
            : Verdict.NotAssessed("The files of a folder that is read as one dataset are looked at one by one by a run with -Recurse instead of -AsDataset.");
    }

    /// <summary>Looks at the facts.</summary>
    private protected abstract Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings);

    /// <summary>The settings for files.</summary>
    private protected static FileSettings SettingsOf(SettingsSnapshot settings) => settings.Get<DatasetSettings>().File;

    /// <summary>A finding about the file, or a member of it.</summary>
    private protected static Finding Finding(Severity severity, string rule, string message, string? member = null, long? offset = null, string? subject = null) => new()
    {
        Severity = severity,
        Rule = rule,
        Message = message,
        Location = (member, offset) switch { ({ } m, { } o) => $"{m}, offset {o}", ({ } m, null) => m, (null, { } o) => $"offset {o}", _ => "file" },
        Member = member,
        Offset = offset,
        Subject = subject,
    };

    /// <summary>
    /// The verdict: a finding above <see cref="Severity.Info"/> is a failure, and without one a part that was not looked at forbids a pass.
    /// </summary>
    private protected static Verdict Conclude(IReadOnlyList<Finding> findings, Func<int, string> some, string none, string? error = null, string? notAssessed = null)
    {
        var failures = findings.Count(f => f.Severity > Severity.Info);
        if (failures > 0) return Verdict.Fail(error is null ? some(failures) : $"{some(failures)} {error}", findings);
        if (error is not null) return Verdict.Error(error, findings);
        return notAssessed is not null ? Verdict.NotAssessed(notAssessed) : Verdict.Pass(none, findings);
    }
}
