using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows have fewer or more cells than the header.</summary>
[Check("DS5.RaggedRows")]
public sealed class RaggedRows : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Format is DatasetFormat.JsonLines or DatasetFormat.JsonRecords or DatasetFormat.Objects)
            return Inspection.NotApplicable("Records name their members; a row cannot be longer or shorter than a header.");
        if (facts.Format != DatasetFormat.Delimited) return Inspection.NotApplicable("The format gives every row the same number of cells.");
        var width = facts.Columns.Count(c => c.IsDeclared);
        var measure = facts.HasHeader ? "the header" : "the first row";
        var findings = new List<Finding>();
        Add(facts.ShortRows, Severity.Medium, "short", $"fewer cells than the {width} of {measure}");
        Add(facts.LongRows, Severity.Medium, "long", $"more cells than the {width} of {measure}");
        if (facts.BlankRows.Count > 0)
        {
            var message = $"{Place.Count(facts.BlankRows.Count, "blank line stands", "blank lines stand")} between rows";
            findings.Add(Place.Finding(Severity.Info, "blank", message, facts.BlankRows));
        }

        var ragged = facts.ShortRows.Count + facts.LongRows.Count;
        return Inspection.Of(
            findings,
            $"All rows have {Place.Count(width, "cell", "cells")}",
            _ => $"{Place.Count(ragged, "row has", "rows have")} another number of cells than {measure}");

        void Add(Occurrences rows, Severity severity, string rule, string what)
        {
            if (rows.Count > 0) findings.Add(Place.Finding(severity, rule, $"{Place.Count(rows.Count, "row has", "rows have")} {what}", rows));
        }
    }
}
