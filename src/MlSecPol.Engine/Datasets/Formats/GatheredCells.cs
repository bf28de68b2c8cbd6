using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>The cells of a group of rows, taken by column and given by row: in memory while they are few, in a temporary file from then on.</summary>
internal sealed class GatheredCells(int bufferedBytes) : IDisposable
{
    private const int HeadLength = 8;
    private const int ChunkLength = 64 * 1024;

    private readonly SpillSource _source = new(bufferedBytes);
    private readonly List<(int Column, long Start)> _begins = [];
    private readonly byte[] _chunk = new byte[ChunkLength];
    private Cursor[] _cursors = [];
    private int _filled;
    private int _lastRow;

    /// <summary>Begins a column; its number is its place in the table.</summary>
    internal void BeginColumn(int column)
    {
        _begins.Add((column, _source.Length + _filled));
        _lastRow = -1;
    }

    /// <summary>Adds the value of a row; of several the first counts.</summary>
    internal void Add(int row, ReadOnlySpan<byte> value)
    {
        if (row == _lastRow) return;
        _lastRow = row;
        if (_filled + HeadLength > ChunkLength) Flush();
        BinaryPrimitives.WriteInt32LittleEndian(_chunk.AsSpan(_filled), row);
        BinaryPrimitives.WriteInt32LittleEndian(_chunk.AsSpan(_filled + 4), value.Length);
        _filled += HeadLength;
        if (_filled + value.Length > ChunkLength) Flush();
        if (value.Length > ChunkLength)
        {
            _source.Append(value);
            return;
        }

        value.CopyTo(_chunk.AsSpan(_filled));
        _filled += value.Length;
    }

    /// <summary>Ends the group.</summary>
    internal void Complete()
    {
        Flush();
        _cursors = [.. _begins.Select((b, i) => new Cursor(_source, b.Column, b.Start, i + 1 < _begins.Count ? _begins[i + 1].Start : _source.Length))];
    }

    /// <summary>Shows the cells of the next row.</summary>
    internal void Replay(int row, RowObservers observers)
    {
        foreach (var cursor in _cursors) cursor.Replay(row, observers);
    }

    public void Dispose() => _source.Dispose();

    private void Flush()
    {
        _source.Append(_chunk.AsSpan(0, _filled));
        _filled = 0;
    }

    private sealed class Cursor(SpillSource source, int column, long start, long end)
    {
        private const int WindowLength = 8 * 1024;

        private byte[] _window = [];
        private long _at = start;
        private long _windowStart;
        private int _windowLength;

        internal void Replay(int row, RowObservers observers)
        {
            if (_at >= end) return;
            var head = Read(_at, HeadLength);
            if (BinaryPrimitives.ReadInt32LittleEndian(head) != row) return;
            var length = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
            observers.Add(column, Read(_at + HeadLength, length));
            _at += HeadLength + length;
        }

        private ReadOnlySpan<byte> Read(long at, int count)
        {
            if (at < _windowStart || at + count > _windowStart + _windowLength)
            {
                var size = (int)Math.Min(end - at, Math.Max(count, WindowLength));
                if (_window.Length < size) _window = new byte[size];
                (_windowStart, _windowLength) = (at, source.Read(at, _window.AsSpan(0, size)));
            }

            return _window.AsSpan((int)(at - _windowStart), count);
        }
    }
}
