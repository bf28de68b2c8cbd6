using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>
/// What all checks on datasets have in common: without a table or without rows there is no answer, what was not read forbids a pass, and a finding above
/// <see cref="Severity.Info"/> is a failure.
/// </summary>
public abstract class DatasetCheck : Check<DatasetFacts>
{
    /// <summary>Whether the check asks about rows; false for questions about the file as a whole.</summary>
    protected virtual bool AsksAboutRows => true;

    /// <summary>Whether a part that was not read can change the answer.</summary>
    protected virtual bool NeedsWholeContent => true;

    /// <inheritdoc/>
    public sealed override Verdict Evaluate(DatasetFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (AsksAboutRows && facts is { IsTable: false, Gap: { } unread }) return Verdict.Error($"Not read to the end: {unread.Reason}{At(unread)}.");
        if (facts.Format == DatasetFormat.Empty) return Verdict.NotAssessed($"There are no rows: the file holds {facts.FormatName}.");
        if (AsksAboutRows)
        {
            if (facts.Format == DatasetFormat.Unknown) return Verdict.NotAssessed($"The content is {facts.FormatName} and is not read as a dataset.");
            if (!facts.IsTable) return Verdict.NotAssessed($"The content is recognised as {facts.FormatName}, which is not read as a dataset.");
            if (facts.Rows == 0 && facts.Gap is null && facts.Malformed.Count == 0) return Verdict.NotAssessed("There are no rows.");
        }

        return Conclude(facts, Inspect(facts, settings.Get<DatasetSettings>()));
    }

    /// <summary>Looks at the facts.</summary>
    private protected abstract Inspection Inspect(DatasetFacts facts, DatasetSettings settings);

    private Verdict Conclude(DatasetFacts facts, Inspection inspection)
    {
        if (inspection.NoAnswer is { } reason) return Verdict.NotApplicable(reason);
        var gap = NeedsWholeContent && facts.Gap is { } g ? $"Not read to the end: {g.Reason}{At(g)}." : null;
        gap ??= inspection.Gap;
        var failures = inspection.Findings.Count(f => f.Severity > Severity.Info);
        var message = $"{inspection.Message}.";
        if (failures > 0) return Verdict.Fail(gap is null ? message : $"{message} {gap}", inspection.Findings);
        return gap is null ? Verdict.Pass(message, inspection.Findings) : Verdict.Error(gap, inspection.Findings);
    }

    private static string At(ReadingGap gap) => (gap.Row, gap.Offset) switch
    {
        ({ } row, { } offset) => $", row {row}, offset {offset}",
        ({ } row, null) => $", row {row}",
        (null, { } offset) => $", offset {offset}",
        _ => string.Empty,
    };
}
