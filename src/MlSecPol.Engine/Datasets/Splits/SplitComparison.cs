using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>Compares the rows of a dataset with a reference.</summary>
internal sealed class SplitComparison : IWholeRows, IDisposable
{
    private const double CounterShare = 0.9;

    private readonly DatasetReference _reference;
    private readonly SplitColumns _columns;
    private readonly HashPartitions _rows;
    private readonly HashPartitions _keys;
    private ComparedColumn[] _byIndex = [];
    private long _count;

    internal SplitComparison(DatasetReference reference, DatasetSettings settings)
    {
        _reference = reference;
        _columns = new(settings, reference.Key);
        // Every row counts, repeated or not.
        _rows = new(settings.Limits.DuplicateRowsInMemory, static entries => entries.Length);
        _keys = new(settings.Limits.DuplicateRowsInMemory, static entries => entries.Length);
    }

    /// <inheritdoc/>
    public void Take(RowCells cells, long row, IReadOnlyList<ColumnAccumulator> columns)
    {
        _count++;
        _columns.Update(columns);
        while (_byIndex.Length < columns.Count) _byIndex = [.. _byIndex, new ComparedColumn(columns[_byIndex.Length].Name, _reference.Column(columns[_byIndex.Length].Name))];
        var hash = _columns.HashOf(cells);
        _rows.Add(hash, new(hash, row));
        for (var i = 0; i < _byIndex.Length; i++)
        {
            var value = cells.Value(i);
            if (value.IsEmpty) continue;
            _byIndex[i].Add(value, row);
            if (!_columns.AreKeys[i] || i >= HashEntry.MostTags) continue;
            var keyed = _columns.HashOf(i, value);
            _keys.Add(keyed, new(keyed, row, tag: i));
        }
    }

    /// <summary>Ends the comparison.</summary>
    internal SplitFacts ToFacts(CancellationToken token)
    {
        var features = _byIndex.Where((_, i) => !_columns.AreKeys[i] && !_columns.AreLabels[i]).Select(c => c.Name);
        var differing = features.Except(_reference.Features, StringComparer.Ordinal).Concat(_reference.Features.Except(features, StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var (rows, firstRows) = Join(keys: false, -1, token);
        var keys = new List<KeyOverlap>();
        for (var i = 0; i < _byIndex.Length; i++)
        {
            if (!_columns.AreKeys[i] || _byIndex[i].Reference is not { } reference) continue;
            var (count, first) = Join(keys: true, i, token);
            var isCounter = reference.Counted >= reference.Count * CounterShare && _byIndex[i].Counted >= _byIndex[i].Count * CounterShare;
            if (count > 0) keys.Add(new(_byIndex[i].Name, count, first, isCounter));
        }

        return new()
        {
            Reference = _reference.Path,
            ReferenceRows = _reference.Rows,
            DifferingColumns = differing,
            RowsInBoth = rows,
            FirstRowsInBoth = firstRows,
            Rows = _count,
            Keys = keys,
            Dates = [.. _byIndex.Select(c => c.Dates()).OfType<DateOverlap>()],
            NewValues = [.. _byIndex.Where((_, i) => !_columns.AreKeys[i]).Select((c, i) => c.NewValues(IsLabel(c.Name))).OfType<NewValues>()],
            Gap = _reference.Gap,
        };
    }

    public void Dispose()
    {
        _rows.Dispose();
        _keys.Dispose();
    }

    private bool IsLabel(string name) => _columns.AreLabels[Array.FindIndex(_byIndex, c => string.Equals(c.Name, name, StringComparison.Ordinal))];

    private (long Count, IReadOnlyList<long> FirstRows) Join(bool keys, int column, CancellationToken token)
    {
        var count = 0L;
        var first = new SmallestRows();
        var theirs = new HashSet128();
        for (var partition = 0; partition < HashPartitions.Count; partition++)
        {
            token.ThrowIfCancellationRequested();
            theirs.Clear();
            lock (_reference.Gate) _reference.Load(keys, partition, theirs);
            (keys ? _keys : _rows).Read(partition, entries =>
            {
                foreach (var entry in entries)
                {
                    if ((keys && entry.Tag != column) || !theirs.Contains(keys ? entry.Untagged : entry.Hash)) continue;
                    count++;
                    first.Add(entry.Row);
                }

                return true;
            });
        }

        return (count, first.Rows);
    }
}
