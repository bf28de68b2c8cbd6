using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Cells that a spreadsheet evaluates when somebody opens the file in it (CWE-1236).</summary>
[Check("DS5.FormulaInjection")]
public sealed class FormulaInjection : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var findings = new List<Finding>();
        foreach (var column in facts.Columns)
        {
            var formulas = $"{Place.Count(column.Formulas.Count, "cell is a formula", "cells are formulas")} to a spreadsheet";
            var prefixes = $"{Place.Count(column.FormulaPrefixes.Count, "cell begins", "cells begin")} like a formula";
            if (column.Formulas.Count > 0) findings.Add(Place.Finding(Severity.Medium, "formula", formulas, column.Formulas, column.Name));
            if (column.FormulaPrefixes.Count > 0) findings.Add(Place.Finding(Severity.Low, "prefix", prefixes, column.FormulaPrefixes, column.Name));
        }

        var cells = facts.Columns.Sum(c => c.Formulas.Count + c.FormulaPrefixes.Count);
        return Inspection.Of(findings, "No cell begins like a formula", _ => $"{Place.Count(cells, "cell is or begins", "cells are or begin")} like a formula of a spreadsheet");
    }
}
