using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The newest restore point of the dataset is no older than accepted.</summary>
[Check("DS3.BackupWithinRpo")]
public sealed class BackupWithinRpo : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Companions;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var companions = file.Companions!;
        if (companions.BackupList is not { } list)
            return companions.Gaps.Find(g => g.Contains("restore points", StringComparison.Ordinal)) is { } gap ? Verdict.Error($"{gap}.") : Verdict.NotAssessed("There is no list of restore points beside the dataset or in the settings.");
        var name = Path.GetFileName(list);
        if (companions.Backup is not { } point) return Verdict.Fail($"No restore point in '{name}' covers the dataset.", Finding(Severity.High, "not-covered", $"No restore point in '{name}' covers the dataset"));
        var now = DateTimeOffset.UtcNow;
        var limit = SettingsOf(settings).MaximumBackupAgeHours;
        var told = FormattableString.Invariant($"The newest restore point in '{name}' is of {point.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        if (point.Time > now.AddHours(1)) return Verdict.Fail($"{told}, which is yet to come.", Finding(Severity.Medium, "future", $"{told}, which is yet to come; a clock is wrong, or the list is"));
        var hours = (long)(now - point.Time).TotalHours;
        return hours > limit
            ? Verdict.Fail($"{told}, {hours} hours old.", Finding(Severity.High, "too-old", $"{told}, {hours} hours old, more than {limit}"))
            : Verdict.Pass($"{told}, {hours} hours old.");
    }
}
