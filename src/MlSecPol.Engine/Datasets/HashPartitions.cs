using System.Buffers;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Gathers hashes of rows in partitions by their highest bits, so that each partition can be looked at on its own. When memory is full, those that <c>compact</c>
/// finds needless are dropped, and if that frees too little, all go to a file.
/// </summary>
/// <param name="rowsInMemory">Rows that memory is given for.</param>
/// <param name="compact">Moves the entries of a partition that are still needed to its front and gives their number.</param>
internal sealed class HashPartitions(int rowsInMemory, Func<Span<HashEntry>, int> compact) : IDisposable
{
    /// <summary>The number of partitions.</summary>
    internal const int Count = 1 << HashEntry.PartitionBits;

    private const int InitialCapacity = 16;
    private const int SampledPartitions = 8;
    private const int PieceLength = 4096;

    private readonly int _maximumCapacity = Math.Max(1, rowsInMemory / Count);
    private readonly int[] _counts = new int[Count];

    // Where in the file the partitions of one spill begin; the last number is where they end.
    private readonly List<long[]> _spills = [];
    private HashEntry[] _entries = [];
    private HashEntry[] _piece = [];
    private int _capacity;
    private FileStream? _file;

    /// <summary>Adds an entry to the partition of its hash.</summary>
    internal void Add(UInt128 hash, HashEntry entry)
    {
        var partition = (int)(hash >> (128 - HashEntry.PartitionBits));
        if (_counts[partition] == _capacity) MakeRoom();
        _entries[(partition * _capacity) + _counts[partition]++] = entry;
    }

    /// <summary>Gives the entries of a partition in pieces, in the order in which they were added.</summary>
    /// <param name="partition">The partition, from 0.</param>
    /// <param name="take">Takes a piece, which it may change; false when it wants no more.</param>
    internal void Read(int partition, Taker take)
    {
        foreach (var starts in _spills)
        {
            for (var position = starts[partition]; position < starts[partition + 1];)
            {
                var count = (int)Math.Min(_piece.Length, (starts[partition + 1] - position) / Marshal.SizeOf<HashEntry>());
                var bytes = MemoryMarshal.AsBytes(_piece.AsSpan(0, count));
                _file!.Position = position;
                _file.ReadExactly(bytes);
                position += bytes.Length;
                if (!take(_piece.AsSpan(0, count))) return;
            }
        }

        if (_counts[partition] > 0) take(EntriesOf(partition));
    }

    public void Dispose()
    {
        ArrayPool<HashEntry>.Shared.Return(_entries);
        _entries = [];
        _file?.Dispose();
    }

    private Span<HashEntry> EntriesOf(int partition) => _entries.AsSpan(partition * _capacity, _counts[partition]);

    private void MakeRoom()
    {
        // With less than half of the places free this would soon be needed again.
        var isEnough = _capacity > 0 && AreMostNeedless() && Compact(Count) <= Count * _capacity / 2 && !_counts.Contains(_capacity);
        if (isEnough) return;
        if (_capacity < _maximumCapacity) Grow();
        else Spill();
    }

    /// <summary>Asks a few partitions, which stand for all as the hash spreads rows evenly.</summary>
    private bool AreMostNeedless()
    {
        long before = 0;
        for (var i = 0; i < SampledPartitions; i++) before += _counts[i];
        return Compact(SampledPartitions) * 2 <= before;
    }

    /// <returns>How many entries are left in the first partitions.</returns>
    private long Compact(int partitions)
    {
        long left = 0;
        for (var partition = 0; partition < partitions; partition++)
        {
            _counts[partition] = compact(EntriesOf(partition));
            left += _counts[partition];
        }

        return left;
    }

    private void Grow()
    {
        var capacity = (int)Math.Clamp(_capacity * 4L, Math.Min(InitialCapacity, _maximumCapacity), _maximumCapacity);
        // Rented, so that the next file of an audit takes the same memory again.
        var entries = ArrayPool<HashEntry>.Shared.Rent(Count * capacity);
        for (var i = 0; i < Count; i++) EntriesOf(i).CopyTo(entries.AsSpan(i * capacity));
        ArrayPool<HashEntry>.Shared.Return(_entries);
        (_entries, _capacity) = (entries, capacity);
    }

    private void Spill()
    {
        _file ??= SpillFile.Open();
        if (_piece.Length == 0) _piece = new HashEntry[PieceLength];
        var starts = new long[Count + 1];
        starts[0] = _spills.Count == 0 ? 0 : _spills[^1][Count];
        for (var partition = 0; partition < Count; partition++)
        {
            var bytes = MemoryMarshal.AsBytes(EntriesOf(partition));
            _file.Write(bytes);
            starts[partition + 1] = starts[partition] + bytes.Length;
            _counts[partition] = 0;
        }

        _spills.Add(starts);
    }

    /// <summary>Takes some entries; false when it wants no more.</summary>
    internal delegate bool Taker(Span<HashEntry> entries);
}
