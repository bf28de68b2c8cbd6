using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Names of columns announce direct identifiers, whatever stands in them.</summary>
[Check("DS4.IdentifierColumnNames")]
public sealed class IdentifierColumnNames : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (!facts.HasNames) return Inspection.NotApplicable("The first record is data, there is no header.");
        List<Finding> findings =
        [
            .. from column in facts.Columns
               where column is { IsDeclared: true, Values: > 0 }
               let kinds = ColumnNameContext.Read(column.Name).Strong
               where kinds.Count > 0 && kinds[0].Subject is IdentifierSubject.Person or IdentifierSubject.Device && !ColumnNameContext.Contradicts(column.Name, kinds[0])
               select new Finding
               {
                   Severity = Severity.Low,
                   Rule = kinds[0].Id,
                   Message = $"The name '{column.Name}' announces a direct identifier ({kinds[0].Name})",
                   Location = Place.Of(column.Name, row: null, offset: null),
                   Column = column.Name,
                   Count = column.Values,
               },
        ];
        return Inspection.Of(findings, "No column name announces a direct identifier", count => $"{Place.Count(count, "column name announces a direct identifier", "column names announce direct identifiers")}");
    }
}
