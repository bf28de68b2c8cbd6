using System.Text;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>A column beside the one of the same name in the reference.</summary>
internal sealed class ComparedColumn(string name, ReferenceColumn? reference)
{
    private const int MostNewValues = 1000;
    private const int ShownValues = 5;
    private const int ShownBytes = 40;

    private readonly HashSet<ulong> _new = [];
    private readonly List<string> _shown = [];
    private long _newRows;
    private long _firstRow;
    private long _dates;
    private long _early;

    internal string Name => name;

    internal ReferenceColumn? Reference => reference;

    internal long Count { get; private set; }

    internal long Counted { get; private set; }

    internal void Add(ReadOnlySpan<byte> value, long row)
    {
        Count++;
        if (reference is null) return;
        if (ReferenceColumn.IsCounter(value, row)) Counted++;
        if (reference.Latest is { } latest && ReferenceColumn.DateOf(value) is { } seconds)
        {
            _dates++;
            if (seconds <= latest) _early++;
        }

        if (reference.Categories is not { } categories) return;
        var hash = ValueHash.Of(value);
        if (categories.Contains(hash)) return;
        if (_newRows++ == 0) _firstRow = row;
        if (_new.Count == MostNewValues || !_new.Add(hash) || _shown.Count == ShownValues) return;
        _shown.Add(Encoding.UTF8.GetString(value[..Math.Min(value.Length, ShownBytes)]));
    }

    internal DateOverlap? Dates() => reference?.Latest is { } latest && _dates > 0 ? new(name, _early, _dates, DateTime.UnixEpoch.AddSeconds(latest)) : null;

    internal NewValues? NewValues(bool isLabel) => _newRows == 0 ? null : new(name, isLabel, _new.Count, _newRows, _firstRow, _shown);
}
