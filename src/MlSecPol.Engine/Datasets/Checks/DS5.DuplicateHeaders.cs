using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Several columns have the same name, case ignored: which one a reader takes depends on the reader.</summary>
[Check("DS5.DuplicateHeaders")]
public sealed class DuplicateHeaders : DatasetCheck
{
    /// <inheritdoc/>
    protected override bool NeedsWholeContent => false;

    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Format is DatasetFormat.JsonLines or DatasetFormat.JsonRecords) return Inspection.NotApplicable("JSON records have no header; members named twice are malformed records (DS5.MalformedRecords).");
        if (!facts.HasNames) return Inspection.NotApplicable("The first record is data, there is no header.");
        List<Finding> findings =
        [
            .. facts.Columns.Where(c => c.IsDeclared && !string.IsNullOrWhiteSpace(c.Name))
                .GroupBy(c => c.Name, c => c.Index + 1, StringComparer.OrdinalIgnoreCase)
                .Where(positions => positions.Count() > 1)
                .Select(positions => Finding(positions.Key, [.. positions])),
        ];
        return Inspection.Of(findings, "No two columns have the same name", count => $"{Place.Count(count, "name is", "names are")} given to several columns");
    }

    private static Finding Finding(string name, IReadOnlyList<int> positions) => new()
    {
        Severity = Severity.Medium,
        Rule = "duplicate",
        Message = $"{positions.Count} columns are named '{name}'",
        Location = $"header, columns {string.Join(", ", positions)}",
        Column = name,
        Count = positions.Count,
    };
}
