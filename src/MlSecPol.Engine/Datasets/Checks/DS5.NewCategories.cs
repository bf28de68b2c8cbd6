using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A label or a category has values that the reference never had.</summary>
[Check("DS5.NewCategories")]
public sealed class NewCategories : SplitCheck
{
    private protected override Inspection Inspect(SplitFacts split, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. split.NewValues.Select(v => new Finding
            {
                Severity = Severity.Medium,
                Rule = v.IsLabel ? "label" : "category",
                Message = $"{Place.Count(v.Count, "value", "values")} in {Place.Count(v.Rows, "row", "rows")} that the reference does not have",
                Location = Place.Of(v.Column, v.FirstRow, null),
                Column = v.Column,
                Row = v.FirstRow,
                Count = v.Rows,
                Evidence = string.Join(", ", v.Values.Select(s => $"'{s}'")),
            }),
        ];
        return Inspection.Of(findings, "Every category of the dataset is known to the reference", n => $"{Place.Count(n, "column has", "columns have")} values that the reference does not have");
    }
}
