using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Columns have no name.</summary>
[Check("DS5.BlankHeaders")]
public sealed class BlankHeaders : DatasetCheck
{
    /// <inheritdoc/>
    protected override bool NeedsWholeContent => false;

    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (!facts.HasNames) return Inspection.NotApplicable("The first record is data, there is no header.");
        List<Finding> findings =
        [
            .. facts.Columns.Where(c => c.IsDeclared && string.IsNullOrWhiteSpace(c.Name)).Select(c => new Finding
            {
                Severity = Severity.Medium,
                Rule = "blank",
                Subject = $"column {c.Index + 1}",
                Message = $"Column {c.Index + 1} has no name",
                Location = $"header, column {c.Index + 1}",
                Column = c.Name,
            }),
        ];
        return Inspection.Of(findings, "Every column has a name", count => $"{Place.Count(count, "column has", "columns have")} no name");
    }
}
