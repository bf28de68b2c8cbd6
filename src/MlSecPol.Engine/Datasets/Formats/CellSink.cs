using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>
/// Takes the cells of tables that are stored by column, a group of rows at a time: each column in turn, its rows in order. Values arrive as the text that a
/// delimited file would have for them.
/// </summary>
internal sealed class CellSink(TableAccumulator table, DatasetSettings settings, ExpansionBudget budget, CancellationToken token, IProgress<long>? bytesRead) : IDisposable
{
    private const int CellsPerLook = 4096;

    private readonly List<ColumnAccumulator> _columns = [];
    private readonly List<long> _presentBefore = [];
    private UInt128[] _hashes = [];
    private long _total;
    private GatheredCells? _gathered;
    private int _rows;
    private long _first;
    private long _cells;
    private long _pending;
    private ColumnAccumulator _column = null!;
    private long _key;
    private int _lastRow;
    private int _place;

    /// <summary>Whether cells are still taken; a limit ends it.</summary>
    internal bool IsOpen => table.Gap is null;

    /// <summary>Notes that a part is left unread.</summary>
    internal void Leave(string reason) => table.Gap ??= new(reason, table.Rows, Offset: null);

    /// <summary>Hears the end of what has been read, in bytes.</summary>
    internal void Report(long position) => bytesRead?.Report(position);

    /// <summary>Adds a column to the table.</summary>
    internal void AddColumn(string name, bool isRepeated = false)
    {
        if (_columns.Count >= settings.Limits.MaximumColumns)
            throw new ArtifactException(
                ArtifactErrorKind.LimitReached,
                $"there are more columns than the limit of {settings.Limits.MaximumColumns} (maximumColumns)",
                "Raise maximumColumns in the settings if the file is trusted.");
        var column = table.AddColumn(name, isDeclared: true);
        column.IsRepeated |= isRepeated;
        _columns.Add(column);
        _presentBefore.Add(column.PresentRows);
    }

    /// <summary>Begins a group of rows.</summary>
    internal void BeginRows(int count)
    {
        _hashes.AsSpan(0, Math.Min(count, _hashes.Length)).Clear();
        (_rows, _first) = (count, table.Rows + 1);
        if (_total == 0) table.Observers.Begin(table.Columns);
        _gathered = table.Observers.IsIdle ? null : new(settings.Formats.BufferedBytes);
        table.Rows += count;
        _total += count;
    }

    /// <summary>Begins a column of the group.</summary>
    internal void BeginColumn(int index)
    {
        _column = _columns[index];
        _key = table.HashKey ^ ((long)(index + 1) << 40);
        (_lastRow, _place) = (-1, 0);
        _gathered?.BeginColumn(index);
    }

    /// <summary>Adds a value that is ASCII without control characters, as numbers are.</summary>
    /// <param name="row">The row in the group, from 0.</param>
    /// <param name="text">The value.</param>
    internal void AddPlain(int row, ReadOnlySpan<byte> text)
    {
        Hash(row, text, isNull: false);
        Charge(text.Length);
        _column.AddOfGroup(text, _first + row);
        _gathered?.Add(row, text);
    }

    /// <summary>Adds a text.</summary>
    internal void AddText(int row, ReadOnlySpan<byte> text)
    {
        if (text.Length > settings.Limits.MaximumCellBytes)
        {
            table.Gap ??= new($"a value of '{_column.Name}' is longer than the limit of {settings.Limits.MaximumCellBytes} bytes (maximumCellBytes)", _first + row, Offset: null);
            return;
        }

        AddPlain(row, text);
        var traits = TableAccumulator.Inspect(text);
        if (traits == RecordTraits.None) return;
        if ((traits & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(text, _column.Name, _first + row, offset: null);
        if ((traits & RecordTraits.Invisible) != 0) _column.AddHazards(text, _first + row, offset: null);
        if ((traits & RecordTraits.Nul) != 0) table.AddMalformed(MalformedKind.NulByte, _first + row, offset: null);
    }

    /// <summary>Adds bytes that may be text: as text where they are, as hexadecimal digits where not, long ones shortened for all but the comparison of rows.</summary>
    internal void AddBinary(int row, ReadOnlySpan<byte> bytes)
    {
        const int LongestShown = 64;
        if (Utf8.IsValid(bytes) && !bytes.Contains((byte)0))
        {
            AddText(row, bytes);
            return;
        }

        Hash(row, bytes, isNull: false);
        Charge(bytes.Length);
        Span<char> digits = stackalloc char[2 * LongestShown];
        Span<byte> text = stackalloc byte[2 * LongestShown];
        Convert.TryToHexStringLower(bytes[..Math.Min(bytes.Length, LongestShown)], digits, out var count);
        Encoding.ASCII.GetBytes(digits[..count], text);
        _column.AddOfGroup(text[..count], _first + row);
        _gathered?.Add(row, text[..count]);
    }

    /// <summary>Adds a missing value.</summary>
    internal void AddNull(int row)
    {
        Hash(row, [], isNull: true);
        Charge(0);
        _column.AddNull(_first + row);
    }

    /// <summary>Ends a group: all its columns were given.</summary>
    internal void EndRows()
    {
        Flush();
        _gathered?.Complete();
        for (var i = 0; i < _rows && i < _hashes.Length; i++)
        {
            _gathered?.Replay(i, table.Observers);
            table.AddRowHash(_hashes[i], _first + i);
        }

        _gathered?.Dispose();
        _gathered = null;
        _rows = 0;
    }

    public void Dispose()
    {
        // Every row that was read had a value or a null; what is left was not reached.
        for (var i = 0; i < _columns.Count; i++) _columns[i].UnreadRows += _total - (_columns[i].PresentRows - _presentBefore[i]);

        ArrayPool<UInt128>.Shared.Return(_hashes);
        _hashes = [];
        _gathered?.Dispose();
    }

    private void Hash(int row, ReadOnlySpan<byte> value, bool isNull)
    {
        _place = row == _lastRow ? _place + 1 : 0;
        _lastRow = row;
        if (row >= _hashes.Length) Grow(row);
        var key = _key ^ ((long)_place << 1) ^ (isNull ? 1 : 0);
        _hashes[row] += RowHash.Of(value, key);
    }

    /// <summary>Makes room for rows that are really there: what a header claims costs nothing yet.</summary>
    private void Grow(int row)
    {
        var larger = ArrayPool<UInt128>.Shared.Rent(Math.Max(1024, (int)Math.Min(_rows, 2L * (row + 1))));
        _hashes.CopyTo(larger, 0);
        larger.AsSpan(_hashes.Length).Clear();
        ArrayPool<UInt128>.Shared.Return(_hashes);
        _hashes = larger;
    }

    private void Charge(int bytes)
    {
        // A cell costs time even where it has no bytes: a run of a billion nulls is written in five.
        _pending += bytes + 1;
        if (++_cells % CellsPerLook == 0) Flush();
    }

    private void Flush()
    {
        token.ThrowIfCancellationRequested();
        var pending = _pending;
        _pending = 0;
        budget.Charge(pending);
    }
}
