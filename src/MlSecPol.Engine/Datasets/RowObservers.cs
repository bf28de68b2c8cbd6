using MlSecPol.Engine.Datasets.Learning;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets;

/// <summary>Those who look at whole rows, not only at columns: the label and its features, the quasi-identifiers of people, and a comparison with another dataset.</summary>
internal sealed class RowObservers(LearningAccumulator learning, PrivacyRows? privacy, IWholeRows? rows)
{
    private readonly RowCells _cells = new();

    /// <summary>Whether nobody wants rows.</summary>
    internal bool IsIdle => learning.IsIdle && privacy is null && rows is null;

    /// <summary>Tells all columns before the first row.</summary>
    internal void Begin(IReadOnlyList<ColumnAccumulator> columns) => learning.Begin(columns);

    /// <summary>Adds a cell of the row at hand.</summary>
    internal void Add(int column, ReadOnlySpan<byte> value)
    {
        if (!learning.IsIdle) learning.Add(column, value);
        privacy?.Add(column, value);
        if (rows is not null) _cells.Add(column, value);
    }

    /// <summary>Ends the row at hand.</summary>
    internal void EndRow(long row, IReadOnlyList<ColumnAccumulator> columns)
    {
        if (!learning.IsIdle) learning.EndRow(row, columns);
        privacy?.EndRow();
        rows?.Take(_cells, row, columns);
        _cells.Clear();
    }
}
