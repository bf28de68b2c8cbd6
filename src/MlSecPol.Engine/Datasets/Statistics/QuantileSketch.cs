using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// Counts numbers by value while few differ, and by buckets of a fixed relative width after that: a DDSketch whose buckets are the leading bits of the double,
/// so that finding one costs a shift. Where even those are too many, all buckets are halved in resolution at once (UDDSketch), which depends on the set of
/// numbers and not on their order. Merging is exact.
/// </summary>
internal sealed class QuantileSketch(int exactValues, int buckets)
{
    private const int MantissaBits = 52;
    private const int FinestBits = 7;
    private const int FirstShift = MantissaBits - FinestBits;
    private const int LastShift = 63;
    private const int InitialSlots = 16;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private Slot[] _slots = new Slot[InitialSlots];
    private int _used;
    private int _shift;

    internal long Count { get; private set; }

    internal bool IsExact => _shift == 0;

    /// <summary>The largest relative error of a quantile; 0 while numbers are counted by value.</summary>
    internal double RelativeError => _shift == 0 ? 0 : _shift <= MantissaBits ? Math.ScaleB(1, _shift - MantissaBits - 1) : 1;

    internal double Minimum { get; private set; } = double.PositiveInfinity;

    internal double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Adds a finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(double value, long times = 1)
    {
        // Adding zero makes one number of the two zeros.
        value += 0.0;
        if (value < Minimum) Minimum = value;
        if (value > Maximum) Maximum = value;
        Count += times;
        AddKey(BitConverter.DoubleToUInt64Bits(value) >> _shift, times);
    }

    internal void Merge(QuantileSketch other)
    {
        Count += other.Count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
        if (other._shift > _shift) Coarsen(other._shift);
        foreach (var slot in other._slots)
        {
            // The shift may grow while slots are added.
            if (slot.Count > 0) AddKey(slot.Key >> (_shift - other._shift), slot.Count);
        }
    }

    /// <summary>The values, or the middles of the buckets, in ascending order with their counts.</summary>
    internal (double Value, long Count)[] Points()
    {
        var points = new (double, long)[_used];
        var next = 0;
        foreach (var slot in _slots)
        {
            if (slot.Count == 0) continue;
            points[next++] = (ValueOf(slot.Key), slot.Count);
        }

        Array.Sort(points, static (a, b) => a.Item1.CompareTo(b.Item1));
        return points;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_shift);
        writer.Write7BitEncodedInt(_used);
        if (_used == 0) return;
        writer.Write(Minimum);
        writer.Write(Maximum);
        foreach (var slot in _slots.Where(s => s.Count > 0).OrderBy(s => s.Key))
        {
            writer.Write(slot.Key);
            writer.Write7BitEncodedInt64(slot.Count);
        }
    }

    internal static QuantileSketch Read(StateReader reader, int exactValues, int buckets)
    {
        var sketch = new QuantileSketch(exactValues, buckets) { _shift = (int)reader.Count(LastShift) };
        if (sketch._shift is > 0 and < FirstShift) throw StateReader.Broken();
        var used = (int)reader.Count(sketch.Limit);
        if (used == 0) return sketch;
        sketch.Minimum = reader.Double();
        sketch.Maximum = reader.Double();
        if (!double.IsFinite(sketch.Minimum) || !double.IsFinite(sketch.Maximum) || sketch.Minimum > sketch.Maximum) throw StateReader.Broken();
        for (; used > 0; used--)
        {
            var key = reader.Hash();
            var count = reader.Count();
            if (count == 0 || (sketch._shift > 0 && key >> (64 - sketch._shift) != 0) || !double.IsFinite(sketch.ValueOf(key))) throw StateReader.Broken();
            sketch.Count += count;
            sketch.AddKey(key, count);
        }

        return sketch;
    }

    private int Limit => _shift == 0 ? exactValues : buckets;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddKey(ulong key, long times)
    {
        ref var slot = ref Find(_slots, key);
        if (slot.Count == 0)
        {
            AddSlot(ref slot, key, times);
            return;
        }

        slot.Count += times;
    }

    private void AddSlot(ref Slot slot, ulong key, long times)
    {
        slot = new(key, times);
        if (++_used > Limit)
        {
            do Coarsen(_shift == 0 ? FirstShift : _shift + 1);
            while (_used > Limit && _shift < LastShift);
        }
        else if (_used * 2 > _slots.Length)
        {
            Rebuild(_slots.Length * 2, _shift);
        }
    }

    private void Coarsen(int shift) => Rebuild(InitialSlots, shift);

    private void Rebuild(int size, int shift)
    {
        var (old, by) = (_slots, shift - _shift);
        _shift = shift;
        _slots = new Slot[size];
        _used = 0;
        foreach (var slot in old)
        {
            if (slot.Count == 0) continue;
            ref var target = ref Find(_slots, slot.Key >> by);
            if (target.Count == 0)
            {
                target = new(slot.Key >> by, slot.Count);
                if (++_used * 2 <= _slots.Length) continue;
                // Few keys were expected and more came: once more with room for them.
                _slots = Resized(_slots);
                continue;
            }

            target.Count += slot.Count;
        }
    }

    private static Slot[] Resized(Slot[] slots)
    {
        var larger = new Slot[slots.Length * 2];
        foreach (var slot in slots)
        {
            if (slot.Count > 0) Find(larger, slot.Key) = slot;
        }

        return larger;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Slot Find(Slot[] slots, ulong key)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(slots);
        var mask = (nuint)slots.Length - 1;
        var at = (nuint)((key * Golden) >> (64 - BitOperations.Log2((uint)slots.Length)));
        while (true)
        {
            ref var slot = ref Unsafe.Add(ref first, at);
            if (slot.Count == 0 || slot.Key == key) return ref slot;
            at = (at + 1) & mask;
        }
    }

    // The middle of the bucket, but never outside of what was seen.
    private double ValueOf(ulong key)
    {
        if (_shift == 0) return BitConverter.UInt64BitsToDouble(key);
        var middle = BitConverter.UInt64BitsToDouble((key << _shift) | (1UL << (_shift - 1)));
        return double.IsFinite(middle) ? Math.Clamp(middle, Minimum, Maximum) : double.IsNegative(middle) ? Minimum : Maximum;
    }

    private record struct Slot(ulong Key, long Count);
}
