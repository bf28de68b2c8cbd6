using System.Buffers;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Finds rows that repeat an earlier one by their 128-bit hashes. Up to a limit the hashes stay in memory; those of further new rows go to partitions on disk, by
/// their highest bits, and each partition is then compared on its own. Exact but for collisions of a keyed 128-bit hash.
/// </summary>
internal sealed class DuplicateRows(int rowsInMemory) : IDisposable
{
    // Systems give a process as few as 256 open files.
    private const int PartitionBits = 6;
    private const int PartitionCount = 1 << PartitionBits;

    private readonly HashSet128 _resident = new();
    private readonly SortedSet<long> _first = [];
    private FileStream[]? _partitions;
    private string? _folder;
    private long _count;

    internal void Add(UInt128 hash, long row)
    {
        if (_partitions is null)
        {
            if (!_resident.Add(hash)) Count(row);
            else if (_resident.Count >= rowsInMemory) OpenPartitions();
            return;
        }

        if (_resident.Contains(hash))
        {
            Count(row);
            return;
        }

        var entry = new Entry(hash, row);
        _partitions[(int)(hash >> (128 - PartitionBits))].Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Entry>(in entry)));
    }

    /// <summary>Compares what went to disk and gives the sum.</summary>
    internal DuplicateFacts ToFacts(CancellationToken token)
    {
        string? gap = null;
        if (_partitions is not null)
        {
            _resident.Clear();
            foreach (var partition in _partitions) gap ??= Compare(partition, token);
        }

        return new(_count, [.. _first], gap);
    }

    public void Dispose()
    {
        if (_partitions is null) return;
        foreach (var partition in _partitions) partition.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private string? Compare(FileStream partition, CancellationToken token)
    {
        partition.Position = 0;
        var bytes = ArrayPool<byte>.Shared.Rent(4096 * Marshal.SizeOf<Entry>());
        try
        {
            _resident.Clear();
            while (true)
            {
                token.ThrowIfCancellationRequested();
                var length = partition.ReadAtLeast(bytes, bytes.Length - (bytes.Length % Marshal.SizeOf<Entry>()), throwOnEndOfStream: false);
                length -= length % Marshal.SizeOf<Entry>();
                if (length == 0) return null;
                foreach (var entry in MemoryMarshal.Cast<byte, Entry>(bytes.AsSpan(0, length)))
                {
                    if (!_resident.Add(entry.Hash)) Count(entry.Row);
                    else if (_resident.Count > rowsInMemory) return $"there are more different rows than duplicateRowsInMemory ({rowsInMemory}) allows, about {PartitionCount} times as many";
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Count(long row)
    {
        _count++;
        if (_first.Count == Occurrences.MaximumRows && row > _first.Max) return;
        _first.Add(row);
        if (_first.Count > Occurrences.MaximumRows) _first.Remove(_first.Max);
    }

    private void OpenPartitions()
    {
        // Readable by this user only; holds keyed hashes and row numbers, no values.
        _folder = Directory.CreateTempSubdirectory("mlsecpol-").FullName;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 16 * 1024, Options = FileOptions.DeleteOnClose };
        _partitions = new FileStream[PartitionCount];
        for (var i = 0; i < PartitionCount; i++) _partitions[i] = new(Path.Combine(_folder, $"{i:x2}"), options);
        if (OperatingSystem.IsWindows()) return;
        // An open file needs no name here, and without one nothing stays behind when the process is killed.
        Directory.Delete(_folder, recursive: true);
        _folder = null;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(UInt128 Hash, long Row);
}
