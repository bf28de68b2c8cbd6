namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>Counts the cells that show one kind of signal.</summary>
internal sealed class SignalTally
{
    private readonly List<long> _rows = new(Occurrences.MaximumRows);
    private long _count;
    private long _lastRow = -1;
    private long? _offset;
    private string? _sample;

    internal void Add(long row, long? offset, string sample)
    {
        if (_count == 0) (_offset, _sample) = (offset, sample);
        if (row == _lastRow) return;
        _lastRow = row;
        _count++;
        if (_rows.Count < Occurrences.MaximumRows) _rows.Add(row);
    }

    internal void Merge(SignalTally later, long rows)
    {
        if (later._count == 0) return;
        if (_count == 0) (_offset, _sample) = (later._offset, later._sample);
        foreach (var row in later._rows)
        {
            if (_rows.Count < Occurrences.MaximumRows) _rows.Add(rows + row);
        }

        _count += later._count;
        _lastRow = rows + later._lastRow;
    }

    internal Occurrences ToFacts() => _count == 0 ? Occurrences.None : new(_count, [.. _rows], _offset, _sample);
}
