using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>
/// What part the columns of one of two datasets play in their comparison: some name rows, one is the label, the others are features. Rows are equal when their features
/// are, whatever the order of the columns.
/// </summary>
internal sealed class SplitColumns(DatasetSettings settings, long key)
{
    private UInt128[] _multipliers = [];

    /// <summary>Whether each column names rows.</summary>
    internal bool[] AreKeys { get; private set; } = [];

    /// <summary>Whether each column is a label.</summary>
    internal bool[] AreLabels { get; private set; } = [];

    internal void Update(IReadOnlyList<ColumnAccumulator> columns)
    {
        if (columns.Count == _multipliers.Length) return;
        AreKeys = [.. columns.Select(c => FirstRows.IsKeyName(c.Name))];
        AreLabels = [.. columns.Select(c => IsLabel(c.Name))];
        // Odd, and different for each name, so that equal values of different columns do not cancel each other out.
        _multipliers = [.. columns.Select(c => RowHash.Of(System.Text.Encoding.UTF8.GetBytes(c.Name), key) | 1)];
    }

    /// <summary>The hash of the features of a row.</summary>
    internal UInt128 HashOf(RowCells cells)
    {
        UInt128 hash = 0;
        for (var i = 0; i < _multipliers.Length; i++)
        {
            if (!AreKeys[i] && !AreLabels[i]) hash += RowHash.Of(cells.Value(i), key) * _multipliers[i];
        }

        return hash;
    }

    /// <summary>The hash of a value in its column.</summary>
    internal UInt128 HashOf(int column, ReadOnlySpan<byte> value) => RowHash.Of(value, key) * _multipliers[column];

    private bool IsLabel(string name) => settings.LabelColumn.Length > 0
        ? string.Equals(name, settings.LabelColumn, StringComparison.OrdinalIgnoreCase)
        : settings.LabelColumnNames.Contains(name, StringComparer.OrdinalIgnoreCase);
}
