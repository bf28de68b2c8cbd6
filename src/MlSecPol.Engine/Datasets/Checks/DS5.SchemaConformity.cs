using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Schemas;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>The table is not what its declared schema says.</summary>
[Check("DS5.SchemaConformity")]
public sealed class SchemaConformity : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Schema is not { } schema) return Inspection.NotApplicable("No schema was declared; -Schema names one.");
        List<Finding> findings = [.. schema.Violations.Select(Finding)];
        return Inspection.Of(
            findings,
            $"The table conforms to the {Place.Count(schema.Fields, "field", "fields")} of '{Path.GetFileName(schema.Source)}'",
            n => $"{Place.Count(n, "rule", "rules")} of '{Path.GetFileName(schema.Source)}' {(n == 1 ? "is" : "are")} broken") with
        {
            Gap = schema.Gap is { } gap ? $"Not all keys were compared: {gap}." : null,
        };
    }

    private static Finding Finding(SchemaViolation violation)
    {
        var subject = violation.Field is { } field ? $"'{field}' {violation.Description}" : violation.Description;
        var message = violation.Looked == 0
            ? subject
            : $"{subject}: {Place.Count(violation.Places.Count, "value does", "values do")} not, {Place.Percent(1 - violation.Ratio)} of {Place.Count(violation.Looked, "value", "values")}{(violation.MinimumRatio < 1 ? $", {Place.Percent(violation.MinimumRatio)} must" : string.Empty)}";
        return Place.Finding(violation.IsTolerated ? Severity.Info : Severity.Medium, violation.Rule, message, violation.Places, violation.Field);
    }
}
