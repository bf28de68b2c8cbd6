using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// The values with the smallest hashes, each with its exact count: a uniform sample of the different values that does not depend on their order, because a
/// value that is in it at the end was never left out before. Beside it the values are counted by hash in cells, whose largest bounds the count of any value.
/// </summary>
internal sealed class ValueSample(StatisticsBounds bounds)
{
    private const int CellsPerValue = 4;

    private readonly Dictionary<ulong, SampledValue> _values = [];

    // The hashes once more, so that the largest is found without looking at all.
    private readonly SortedSet<ulong> _hashes = [];
    private readonly long[] _cells = new long[bounds.SampledValues * CellsPerValue];
    private ulong _largest = ulong.MaxValue;

    internal IEnumerable<SampledValue> Values => _hashes.Select(h => _values[h]);

    /// <summary>No value occurs more often.</summary>
    internal long MaximumCount => _cells.Max();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ReadOnlySpan<byte> value, ulong hash, long times = 1)
    {
        _cells[hash & (ulong)(_cells.Length - 1)] += times;
        if (hash <= _largest) Take(value, value.Length, hash, times);
    }

    internal void Merge(ValueSample other)
    {
        for (var i = 0; i < _cells.Length; i++) _cells[i] += other._cells[i];
        foreach (var (hash, value) in other._values)
        {
            if (hash <= _largest) Take(value.Text, value.Length, hash, value.Count);
        }
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_values.Count);
        foreach (var hash in _hashes)
        {
            var value = _values[hash];
            writer.Write(hash);
            writer.Write7BitEncodedInt64(value.Count);
            writer.Write7BitEncodedInt(value.Length);
            StateFormat.Write(writer, value.Text);
        }

        foreach (var cell in _cells) writer.Write7BitEncodedInt64(cell);
    }

    internal static ValueSample Read(StateReader reader, StatisticsBounds bounds)
    {
        var sample = new ValueSample(bounds);
        for (var left = reader.Count(bounds.SampledValues); left > 0; left--)
        {
            var hash = reader.Hash();
            var count = reader.Count();
            var length = (int)reader.Count(int.MaxValue);
            sample.Take(reader.Bytes(bounds.SampledTextBytes), length, hash, count);
        }

        for (var i = 0; i < sample._cells.Length; i++) sample._cells[i] = reader.Count();
        return sample;
    }

    private void Take(ReadOnlySpan<byte> value, int length, ulong hash, long times)
    {
        if (_values.TryGetValue(hash, out var known))
        {
            known.Count += times;
            return;
        }

        _values.Add(hash, new(value[..Math.Min(value.Length, bounds.SampledTextBytes)].ToArray(), length) { Count = times });
        _hashes.Add(hash);
        if (_values.Count > bounds.SampledValues)
        {
            _values.Remove(_largest);
            _hashes.Remove(_largest);
        }

        if (_values.Count == bounds.SampledValues) _largest = _hashes.Max;
    }
}
