using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// The statistics of one column. While few values differ they are only counted, and everything else is derived at the end; when they become many, sums and
/// sketches take over. The state follows from the values alone: any order, and any split into parts that are merged, gives the same bytes.
/// </summary>
internal sealed class ColumnStatistics
{
    private const byte Version = 1;

    private readonly StatisticsBounds _bounds;
    private ValueTable? _table;
    private ValueStatistics? _statistics;
    private ValueSample? _sample;
    private DistinctCounter? _distinct;

    internal ColumnStatistics(StatisticsBounds bounds)
    {
        _bounds = bounds;
        _table = new ValueTable(bounds);
    }

    internal StatisticsBounds Bounds => _bounds;

    /// <summary>Values added.</summary>
    internal long Count { get; private set; }

    /// <summary>Whether each different value is known with its count.</summary>
    internal bool IsExact => _table is not null;

    /// <summary>Adds a value that is not empty.</summary>
    internal void Add(ReadOnlySpan<byte> value) => Add(value, ValueHash.Of(value));

    /// <summary>Adds a value that is not empty and its hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ReadOnlySpan<byte> value, ulong hash)
    {
        Count++;
        if (_table is { } table)
        {
            table.Add(value, hash);
            if (table.IsFull) Spread();
            return;
        }

        _distinct!.Add(hash);
        _sample!.Add(value, hash);
        _statistics!.Add(value);
    }

    /// <summary>Adds a value as often as told; the same as adding it that many times.</summary>
    internal void Add(ReadOnlySpan<byte> value, ulong hash, long times)
    {
        Count += times;
        AddTimes(value, hash, times);
    }

    /// <summary>Adds what another part of the column showed, and leaves that as it is.</summary>
    internal void Merge(ColumnStatistics other)
    {
        if (other._bounds != _bounds) throw new ArgumentException("Statistics with other bounds cannot be merged.", nameof(other));
        Count += other.Count;
        if (other._table is { } theirs)
        {
            foreach (ref readonly var entry in theirs.Entries) AddTimes(theirs.TextOf(entry), entry.Hash, entry.Count);
            return;
        }

        if (_table is not null) Spread();
        _distinct!.Merge(other._distinct!);
        _sample!.Merge(other._sample!);
        _statistics!.Merge(other._statistics!);
    }

    /// <summary>Different values, exact or estimated.</summary>
    internal long Distinct() => _table?.Count ?? Math.Min(_distinct!.Count(), Count);

    /// <summary>Kinds, sums and distributions.</summary>
    internal ValueStatistics Values()
    {
        if (_table is not { } table) return _statistics!;
        var statistics = new ValueStatistics(_bounds);
        foreach (ref readonly var entry in table.Entries) statistics.Add(table.TextOf(entry), entry.Count);
        return statistics;
    }

    /// <summary>The values that are known with their counts: all of them, or a sample of the different ones.</summary>
    internal IReadOnlyList<SampledValue> Known()
    {
        if (_table is not { } table) return [.. _sample!.Values];
        var known = new List<SampledValue>(table.Count);
        foreach (ref readonly var entry in table.Entries) known.Add(new(table.TextOf(entry).ToArray(), entry.Length) { Count = entry.Count });
        return known;
    }

    /// <summary>The known values by descending count, those with equal counts by their bytes.</summary>
    internal IReadOnlyList<SampledValue> Top(int count) =>
        [.. Known().OrderByDescending(v => v.Count).ThenBy(v => v.Text, ByteOrder.Instance).Take(count)];

    /// <summary>No value that is not known occurs more often; 0 where all are known.</summary>
    internal long MaximumUnknownCount() => _sample?.MaximumCount ?? 0;

    internal byte[] ToState()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write7BitEncodedInt64(Count);
        writer.Write(_table is not null);
        if (_table is { } table)
        {
            writer.Write7BitEncodedInt(table.Count);
            foreach (var value in Known().OrderBy(v => v.Text, ByteOrder.Instance))
            {
                writer.Write7BitEncodedInt64(value.Count);
                StateFormat.Write(writer, value.Text);
            }
        }
        else
        {
            _distinct!.Write(writer);
            _sample!.Write(writer);
            _statistics!.Write(writer);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state of this version and these bounds.</exception>
    internal static ColumnStatistics FromState(byte[] state, StatisticsBounds bounds)
    {
        var reader = new StateReader(state);
        if (reader.Byte() != Version) throw StateReader.Broken();
        var statistics = new ColumnStatistics(bounds) { Count = reader.Count() };
        if (reader.Boolean())
        {
            for (var left = reader.Count(bounds.ExactValues); left > 0; left--)
            {
                var count = reader.Count();
                var text = reader.Bytes(bounds.ExactTextBytes);
                if (text.Length == 0 || count == 0) throw StateReader.Broken();
                statistics.AddTimes(text, ValueHash.Of(text), count);
            }
        }
        else
        {
            statistics._table = null;
            // The limit is passed already.
            statistics._distinct = DistinctCounter.Read(reader, exactLimit: 0);
            statistics._sample = ValueSample.Read(reader, bounds);
            statistics._statistics = ValueStatistics.Read(reader, bounds);
        }

        return reader.IsAtEnd ? statistics : throw StateReader.Broken();
    }

    private void AddTimes(ReadOnlySpan<byte> value, ulong hash, long times)
    {
        if (_table is { } table)
        {
            table.Add(value, hash, times);
            if (table.IsFull) Spread();
            return;
        }

        _distinct!.Add(hash);
        _sample!.Add(value, hash, times);
        _statistics!.Add(value, times);
    }

    private void Spread()
    {
        var table = _table!;
        _statistics = Values();
        _distinct = new DistinctCounter(exactLimit: 0);
        _sample = new ValueSample(_bounds);
        foreach (ref readonly var entry in table.Entries)
        {
            _distinct.Add(entry.Hash);
            _sample.Add(table.TextOf(entry), entry.Hash, entry.Count);
        }

        _table = null;
    }
}
