using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What checks on groups of rows have in common: the columns must be declared, and what was not grouped is no pass.</summary>
public abstract class PrivacyCheck : DatasetCheck
{
    private protected sealed override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (settings.QuasiIdentifiers.Count == 0) return Inspection.NotApplicable("No quasi-identifiers are declared (quasiIdentifiers), so rows are not grouped.");
        if (settings.QuasiIdentifiers.All(q => facts.Columns.All(c => c.Name != q))) return Inspection.NotApplicable("The table has none of the declared quasi-identifiers (quasiIdentifiers).");
        if (facts.Privacy is not { } privacy) return new("Rows were not grouped", []) { Gap = "The rows were not grouped by their quasi-identifiers." };
        return privacy.Gap is { } gap ? new("Rows were not grouped", []) { Gap = gap } : Inspect(facts, privacy, settings);
    }

    private protected abstract Inspection Inspect(DatasetFacts facts, PrivacyFacts privacy, DatasetSettings settings);

    private protected static string Names(PrivacyFacts privacy) => string.Join(", ", privacy.QuasiIdentifiers.Select(q => $"'{q}'"));

    private protected static string Missing(PrivacyFacts privacy) => privacy.Missing == MissingValue.Wildcard ? "any value" : "a value of their own";

    private protected static Finding Finding(Severity severity, string rule, string message, long count, string? column = null) => new()
    {
        Severity = severity,
        Rule = rule,
        Message = message,
        Location = Place.Of(column, row: null, offset: null),
        Column = column,
        Count = Math.Max(count, 1),
    };
}
