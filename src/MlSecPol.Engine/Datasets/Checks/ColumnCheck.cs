using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What all checks on the statistics of single columns have in common: they ask each declared column that has values.</summary>
public abstract class ColumnCheck : DatasetCheck
{
    /// <summary>What the check is about, for the answer that nothing was found, as in <c>No column ...</c>.</summary>
    private protected abstract string Nothing(DatasetSettings settings);

    /// <summary>What was found in a number of columns.</summary>
    private protected abstract string Some(int columns);

    /// <summary>Looks at a column.</summary>
    private protected abstract IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings);

    private protected sealed override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var findings = new List<Finding>();
        foreach (var column in facts.Columns)
        {
            if (column is { IsDeclared: true, Values: > 0, Statistics: { } statistics }) findings.AddRange(Inspect(column, statistics, facts, settings));
        }

        var columns = findings.Where(f => f.Severity > Severity.Info).Select(f => f.Column).Distinct(StringComparer.Ordinal).Count();
        return Inspection.Of(findings, Nothing(settings), _ => Some(columns));
    }

    /// <summary>A finding about values of a column.</summary>
    private protected static Finding Found(ColumnFacts column, Severity severity, string rule, long count, string message, string? evidence = null) => new()
    {
        Severity = severity,
        Rule = rule,
        Message = message,
        Location = Place.Of(column.Name, row: null, offset: null),
        Column = column.Name,
        Count = count,
        Evidence = evidence,
    };

    /// <summary>A number as people write it.</summary>
    private protected static string Number(double value) => value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
}
