using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column has the same value in every row and so tells a model nothing.</summary>
[Check("DS5.ConstantColumn")]
public sealed class ConstantColumn : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var isLongEnough = facts.Rows >= settings.MinimumRowsForConstant;
        if (!isLongEnough && facts.Gap is null)
            return Inspection.NotApplicable($"With {Place.Count(facts.Rows, "row", "rows")} no column can vary (minimumRowsForConstant).");
        List<Finding> findings =
        [
            // A value here and none there is information, so a column with missing values is not constant.
            .. facts.Columns.Where(c => isLongEnough && c is { IsDeclared: true, HasSingleValue: true, Missing: 0, IsRepeated: false }).Select(c => new Finding
            {
                Severity = Severity.Low,
                Rule = "constant",
                Message = $"All {Place.Count(facts.Rows, "row has", "rows have")} the same value",
                Location = Place.Of(c.Name, row: null, offset: null),
                Column = c.Name,
                Count = c.Values,
            }),
        ];
        return Inspection.Of(findings, "Every column varies", count => $"{Place.Count(count, "column is", "columns are")} constant");
    }
}
