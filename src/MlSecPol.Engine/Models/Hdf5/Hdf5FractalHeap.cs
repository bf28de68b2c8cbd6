using System.Numerics;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Dense storage of links and attributes: blocks that double in size, found by an id that is an offset and a length.</summary>
internal sealed class Hdf5FractalHeap
{
    private const int Checksum = 4;
    private const int TypeBits = 0x30, Managed = 0, Huge = 0x10, Tiny = 0x20;

    private const long LargestBlock = 1L << 40;

    private readonly Hdf5Space _space;
    private readonly int _idLength;
    private readonly long _hugeTree;
    private readonly int _width;
    private readonly long _startSize;
    private readonly int _directRows;
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly long _root;
    private readonly int _rootRows;
    private Dictionary<long, (long Address, long Length)>? _huge;

    internal Hdf5FractalHeap(Hdf5Space space, long address)
    {
        _space = space;
        var length = 22L + (12L * space.LengthSize) + (3L * space.OffsetSize) + Checksum;
        var header = space.Read(address, length);
        var cursor = space.Cursor(header);
        cursor.Expect("FRHP"u8);
        cursor.Skip(1);
        _idLength = cursor.UInt16();
        if (cursor.UInt16() != 0)
            throw new ArtifactException(ArtifactErrorKind.Malformed, "Links or attributes of the HDF5 file are compressed, which is not read.", "Convert the file with the library that wrote it.");
        space.Verify(header, address, "heap header");
        cursor.Skip(1);
        var longestManaged = cursor.UInt32();
        cursor.Length();
        _hugeTree = cursor.Address();
        cursor.Length();
        cursor.Address();
        for (var i = 0; i < 8; i++) cursor.Length();
        _width = cursor.UInt16();
        _startSize = cursor.Length();
        var longestBlock = cursor.Length();
        var bits = cursor.UInt16();
        cursor.Skip(2);
        _root = cursor.Address();
        _rootRows = cursor.UInt16();
        if (_width == 0 || !long.IsPow2(_width) || !long.IsPow2(_startSize) || !long.IsPow2(longestBlock) || longestBlock < _startSize || longestBlock > LargestBlock || bits is 0 or > 64)
            throw Hdf5Cursor.Malformed("a heap of impossible measures");
        _directRows = BitOperations.Log2((ulong)longestBlock) - BitOperations.Log2((ulong)_startSize) + 2;
        _offsetBytes = (bits + 7) / 8;
        _lengthBytes = (BitOperations.Log2((ulong)Math.Max(1, Math.Min(longestBlock, longestManaged))) / 8) + 1;
    }

    /// <summary>The object with the id.</summary>
    internal byte[] Read(ReadOnlySpan<byte> id)
    {
        var cursor = _space.Cursor(id);
        var kind = cursor.Byte();
        switch (kind & TypeBits)
        {
            case Managed:
                var offset = cursor.Number(_offsetBytes);
                return ReadManaged(offset, cursor.Number(_lengthBytes));
            case Tiny:
                return cursor.Take((kind & 0xF) + 1).ToArray();
            case Huge when _idLength >= 1 + _space.OffsetSize + _space.LengthSize:
                var address = cursor.Address();
                return _space.Read(address, cursor.Length());
            case Huge:
                var (place, length) = (_huge ??= ReadHuge()).TryGetValue(cursor.Number(Math.Min(8, cursor.Remaining)), out var found) ? found : throw Hdf5Cursor.Malformed("a long object that its heap does not have");
                return _space.Read(place, length);
            default:
                throw Hdf5Cursor.Malformed("an object of unknown storage in a heap");
        }
    }

    private Dictionary<long, (long Address, long Length)> ReadHuge()
    {
        const int indirect = 1;
        var objects = new Dictionary<long, (long, long)>();
        Hdf5BTree2.Read(_space, _hugeTree, (type, record) =>
        {
            if (type != indirect) throw Hdf5Cursor.Malformed("long objects in a heap whose index is of another kind");
            var cursor = _space.Cursor(record);
            var (address, length) = (cursor.Address(), cursor.Length());
            objects.TryAdd(cursor.Length(), (address, length));
        });
        return objects;
    }

    private byte[] ReadManaged(long offset, long length)
    {
        if (_rootRows == 0)
            return offset <= _startSize && length <= _startSize - offset ? _space.Read(_root + offset, length) : throw Hdf5Cursor.Malformed("an object outside of its heap");
        var (block, rows) = (_root, _rootRows);
        while (true)
        {
            var (row, column, inside) = Place(offset);
            if (row >= rows) throw Hdf5Cursor.Malformed("an object outside of its heap");
            var entry = block + 5 + _space.OffsetSize + _offsetBytes + ((((long)row * _width) + column) * _space.OffsetSize);
            var child = _space.Cursor(_space.Read(entry, _space.OffsetSize)).Address();
            if (row < _directRows)
            {
                if (inside + length > SizeOfRow(row)) throw Hdf5Cursor.Malformed("an object that leaves its block");
                return _space.Read(child + inside, length);
            }

            // Each step down has blocks of at most half the size, so this ends.
            rows = BitOperations.Log2((ulong)SizeOfRow(row)) - BitOperations.Log2((ulong)(_startSize * _width)) + 1;
            if (rows >= row) throw Hdf5Cursor.Malformed("a heap that does not get smaller");
            (block, offset) = (child, inside);
        }
    }

    private (int Row, long Column, long Inside) Place(long offset)
    {
        var firstRow = _startSize * _width;
        if (offset < firstRow) return (0, offset / _startSize, offset % _startSize);
        var high = BitOperations.Log2((ulong)offset);
        var row = high - BitOperations.Log2((ulong)firstRow) + 1;
        var inRow = offset - (1L << high);
        return (row, inRow / SizeOfRow(row), inRow % SizeOfRow(row));
    }

    private long SizeOfRow(int row) => row == 0 ? _startSize : _startSize << Math.Min(row - 1, 62 - BitOperations.Log2((ulong)_startSize));
}
