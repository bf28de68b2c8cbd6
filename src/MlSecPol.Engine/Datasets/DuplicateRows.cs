using System.Buffers;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Finds rows that repeat an earlier one by their 128-bit hashes. They are gathered in partitions by their highest bits, and each partition is compared on its own,
/// in a table that fits a processor's cache. When memory is full, rows that repeat another are dropped, and if that frees too little, all go to a file.
/// Exact but for collisions of 96 bits of a keyed hash.
/// </summary>
internal sealed class DuplicateRows(int rowsInMemory) : IDisposable
{
    private const int PartitionBits = 8;
    private const int PartitionCount = 1 << PartitionBits;
    private const int InitialCapacity = 16;
    private const int ReadEntries = 4096;
    private const int SampledPartitions = 8;

    private readonly int _maximumCapacity = Math.Max(1, rowsInMemory / PartitionCount);
    private readonly int[] _counts = new int[PartitionCount];
    private readonly HashSet128 _different = new();
    private readonly SortedSet<long> _first = [];

    // Where in the file the partitions of one spill begin; the last number is where they end.
    private readonly List<long[]> _spills = [];
    private Entry[] _entries = [];
    private int _capacity;
    private FileStream? _file;
    private long _count;

    internal void Add(UInt128 hash, long row)
    {
        var partition = (int)(hash >> (128 - PartitionBits));
        if (_counts[partition] == _capacity) MakeRoom();
        _entries[(partition * _capacity) + _counts[partition]++] = new(hash, row);
    }

    /// <summary>Compares what is left and gives the sum.</summary>
    internal DuplicateFacts ToFacts(CancellationToken token)
    {
        string? gap = null;
        if (_spills.Count == 0) DropRepeated(0, PartitionCount);
        else Spill();
        for (var partition = 0; partition < PartitionCount && _spills.Count > 0 && gap is null; partition++) gap = CompareSpilled(partition, token);
        return new(_count, [.. _first], gap);
    }

    public void Dispose()
    {
        ArrayPool<Entry>.Shared.Return(_entries);
        _entries = [];
        _file?.Dispose();
    }

    private void MakeRoom()
    {
        // With less than half of the places free this would soon be needed again.
        var isEnough = _capacity > 0 && AreMostRepeated() && DropRepeated(0, PartitionCount) <= PartitionCount * _capacity / 2 && !_counts.Contains(_capacity);
        if (isEnough) return;
        if (_capacity < _maximumCapacity) Grow();
        else Spill();
    }

    /// <summary>Asks a few partitions, which stand for all as the hash spreads rows evenly.</summary>
    private bool AreMostRepeated()
    {
        var before = _counts.AsSpan(0, SampledPartitions).ToArray().Sum();
        return DropRepeated(0, SampledPartitions) * 2 <= before;
    }

    private void Grow()
    {
        var capacity = (int)Math.Clamp(_capacity * 4L, Math.Min(InitialCapacity, _maximumCapacity), _maximumCapacity);
        // Rented, so that the next file of an audit takes the same memory again.
        var entries = ArrayPool<Entry>.Shared.Rent(PartitionCount * capacity);
        for (var i = 0; i < PartitionCount; i++) EntriesOf(i).CopyTo(entries.AsSpan(i * capacity));
        ArrayPool<Entry>.Shared.Return(_entries);
        (_entries, _capacity) = (entries, capacity);
    }

    private Span<Entry> EntriesOf(int partition) => _entries.AsSpan(partition * _capacity, _counts[partition]);

    /// <summary>Counts the rows of some partitions in memory that repeat another one there, and forgets them.</summary>
    /// <returns>How many rows are left.</returns>
    private long DropRepeated(int first, int end)
    {
        long left = 0;
        for (var partition = first; partition < end; partition++)
        {
            var entries = EntriesOf(partition);
            var kept = 0;
            _different.Clear();
            foreach (var entry in entries)
            {
                if (_different.Add(entry.Hash)) entries[kept++] = entry;
                else Count(entry.Row);
            }

            _counts[partition] = kept;
            left += kept;
        }

        return left;
    }

    private void Spill()
    {
        _file ??= SpillFile.Open();
        var starts = new long[PartitionCount + 1];
        starts[0] = _spills.Count == 0 ? 0 : _spills[^1][PartitionCount];
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            var bytes = MemoryMarshal.AsBytes(EntriesOf(partition));
            _file.Write(bytes);
            starts[partition + 1] = starts[partition] + bytes.Length;
            _counts[partition] = 0;
        }

        _spills.Add(starts);
    }

    private string? CompareSpilled(int partition, CancellationToken token)
    {
        var entries = ArrayPool<Entry>.Shared.Rent(ReadEntries);
        try
        {
            _different.Clear();
            foreach (var starts in _spills)
            {
                for (var position = starts[partition]; position < starts[partition + 1];)
                {
                    token.ThrowIfCancellationRequested();
                    var count = (int)Math.Min(ReadEntries, (starts[partition + 1] - position) / Marshal.SizeOf<Entry>());
                    var bytes = MemoryMarshal.AsBytes(entries.AsSpan(0, count));
                    _file!.Position = position;
                    _file.ReadExactly(bytes);
                    position += bytes.Length;
                    foreach (var entry in entries.AsSpan(0, count))
                    {
                        if (!_different.Add(entry.Hash)) Count(entry.Row);
                        else if (_different.Count > rowsInMemory)
                            return $"there are more different rows than duplicateRowsInMemory ({rowsInMemory}) allows, about {PartitionCount} times as many";
                    }
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<Entry>.Shared.Return(entries);
        }
    }

    private void Count(long row)
    {
        _count++;
        if (_first.Count == Occurrences.MaximumRows && row > _first.Max) return;
        _first.Add(row);
        if (_first.Count > Occurrences.MaximumRows) _first.Remove(_first.Max);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(ulong High, ulong LowAndRow)
    {
        private const int RowBits = 40;
        private const ulong RowMask = (1UL << RowBits) - 1;

        internal Entry(UInt128 hash, long row)
            : this((ulong)(hash >> (64 - PartitionBits)), ((ulong)(hash << PartitionBits) & ~RowMask) | ((ulong)row & RowMask))
        {
        }

        internal UInt128 Hash => new(High, LowAndRow & ~RowMask);

        internal long Row => (long)(LowAndRow & RowMask);
    }
}
