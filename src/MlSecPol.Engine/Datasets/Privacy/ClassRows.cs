using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>
/// Rows by the hash of their quasi-identifiers, with what goes with each, in partitions that are looked at one by one. Beyond a number of rows they go to a file.
/// </summary>
/// <param name="width">Numbers that go with a row, beside its hash.</param>
/// <param name="rowsInMemory">Rows held in memory.</param>
internal sealed class ClassRows(int width, int rowsInMemory) : IDisposable
{
    internal const int PartitionCount = 1 << PartitionBits;

    private const int PartitionBits = 8;
    private const int HashWords = 2;

    private readonly List<ulong>[] _partitions = [.. Enumerable.Range(0, PartitionCount).Select(_ => new List<ulong>())];
    private readonly List<(long Position, int Words)>[] _spilled = [.. Enumerable.Range(0, PartitionCount).Select(_ => new List<(long, int)>())];
    private FileStream? _file;
    private long _inMemory;

    internal long Count { get; private set; }

    internal bool IsSpilled => _file is not null;

    /// <summary>Words of one row.</summary>
    internal int RowWords => HashWords + width;

    internal void Add(UInt128 hash, ReadOnlySpan<ulong> values)
    {
        var partition = _partitions[(int)(hash >> (128 - PartitionBits))];
        partition.Add((ulong)(hash >> 64));
        partition.Add((ulong)hash);
        foreach (var value in values) partition.Add(value);
        Count++;
        if (++_inMemory >= rowsInMemory) Spill();
    }

    /// <summary>The rows of a partition, one after the other.</summary>
    internal ulong[] Partition(int index)
    {
        var rows = new ulong[_spilled[index].Sum(s => (long)s.Words) + _partitions[index].Count];
        var at = 0;
        foreach (var (position, words) in _spilled[index])
        {
            _file!.Position = position;
            _file.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan(at, words)));
            at += words;
        }

        _partitions[index].CopyTo(rows, at);
        return rows;
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        _file ??= SpillFile.Open();
        for (var i = 0; i < PartitionCount; i++)
        {
            if (_partitions[i].Count == 0) continue;
            _file.Position = _file.Length;
            _spilled[i].Add((_file.Position, _partitions[i].Count));
            _file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_partitions[i])));
            _partitions[i].Clear();
        }

        _inMemory = 0;
    }
}
