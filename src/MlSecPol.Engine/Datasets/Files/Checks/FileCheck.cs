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
        if (facts.File is not { } file) return Verdict.NotApplicable("The rows did not come from a file.");
        return file.Parts.Count == 0 ? Judge(file, facts, settings) : JudgeParts(file, facts.Path, settings);
    }

    /// <summary>The files of a folder one by one: the worst answer is that of the folder, and every finding says of which file it is.</summary>
    private Verdict JudgeParts(FileFacts folder, string path, SettingsSnapshot settings)
    {
        var answers = folder.Parts.Select(p => (Name: Path.GetRelativePath(path, p.Dataset.Path).Replace('\\', '/'), Verdict: Judge(p.File, p.Dataset, settings))).ToList();
        List<Finding> findings =
        [
            .. from answer in answers
               from found in answer.Verdict.Findings
               select found with { Location = found.Location == "file" ? answer.Name : $"{answer.Name}, {found.Location}", Member = found.Member is null ? answer.Name : $"{answer.Name}!{found.Member}" },
        ];
        foreach (var status in (ReadOnlySpan<CheckStatus>)[CheckStatus.Fail, CheckStatus.Error, CheckStatus.NotAssessed, CheckStatus.Pass])
        {
            if (!answers.Exists(a => a.Verdict.Status == status)) continue;
            var (name, verdict) = answers.Find(a => a.Verdict.Status == status);
            var message = $"{name}: {verdict.Message}";
            return status switch
            {
                CheckStatus.Fail => Verdict.Fail(message, findings),
                CheckStatus.Error => Verdict.Error(message, findings),
                CheckStatus.NotAssessed => Verdict.NotAssessed(message),
                _ => Verdict.Pass(message, findings),
            };
        }

        return Verdict.NotApplicable(answers[0].Verdict.Message);
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
