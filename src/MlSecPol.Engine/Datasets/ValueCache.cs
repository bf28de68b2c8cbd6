using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Counts how often the values of a column come again that gave no cause to report anything: the second time nothing is new but the number. Holds up to a thousand
/// short values, and gives up where most values are different anyway.
/// </summary>
internal sealed class ValueCache
{
    private const int SlotBits = 11;
    private const int Slots = 1 << SlotBits;
    private const int MostEntries = Slots / 2;
    private const int MostBytes = 32 * 1024;
    private const int LongestValue = 64;
    private const int Probes = 8;
    private const int Round = 8192;
    private const int Chances = 3;

    private readonly Entry[] _slots = new Entry[Slots];
    private byte[] _bytes = new byte[1024];
    private int _used;
    private int _entries;
    private int _lookups;
    private int _hits;
    private int _chances = Chances;

    /// <summary>Whether it has been given up, as most values are different.</summary>
    internal bool IsHopeless => _chances < 0;

    /// <summary>Counts the value if it is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryCount(ReadOnlySpan<byte> value, ulong hash)
    {
        _lookups++;
        var slots = _slots;
        for (var i = 0; i < Probes; i++)
        {
            ref var slot = ref slots[(int)((hash + (ulong)i) & (Slots - 1))];
            if (slot.Count == 0) return false;
            if (slot.Hash != hash || !_bytes.AsSpan(slot.Start, slot.Length).SequenceEqual(value)) continue;
            slot.Count++;
            _hits++;
            return true;
        }

        return false;
    }

    /// <summary>Remembers a value that was looked at in full, and with it whether it is an opaque token.</summary>
    /// <returns>False when it is time to take the counts and start anew, see <see cref="Drain"/>.</returns>
    internal bool Add(ReadOnlySpan<byte> value, ulong hash, bool isOpaque)
    {
        if (_lookups >= Round && IsIdle()) return false;
        if (value.Length > LongestValue || _entries == MostEntries || _used + value.Length > MostBytes) return true;
        for (var i = 0; i < Probes; i++)
        {
            ref var slot = ref _slots[(int)((hash + (ulong)i) & (Slots - 1))];
            if (slot.Count > 0) continue;
            if (_used + value.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Min(MostBytes, _bytes.Length * 4));
            value.CopyTo(_bytes.AsSpan(_used));
            slot = new() { Hash = hash, Start = _used, Length = (byte)value.Length, Count = 1, IsOpaque = isOpaque };
            _used += value.Length;
            _entries++;
            return true;
        }

        return true;
    }

    /// <summary>Gives each value with the number of times it came again after the first, and forgets all.</summary>
    internal void Drain(DrainAction take)
    {
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Count > 1) take(_bytes.AsSpan(slot.Start, slot.Length), slot.Count - 1, slot.IsOpaque);
        }

        _chances--;
        Array.Clear(_slots);
        (_used, _entries, _lookups, _hits) = (0, 0, 0, 0);
    }

    private bool IsIdle()
    {
        var isIdle = _hits * 2 < _lookups;
        (_lookups, _hits) = (0, 0);
        return isIdle;
    }

    /// <summary>Takes a value and how often it came again.</summary>
    internal delegate void DrainAction(ReadOnlySpan<byte> value, long count, bool isOpaque);

    private struct Entry
    {
        internal ulong Hash;
        internal long Count;
        internal int Start;
        internal byte Length;
        internal bool IsOpaque;
    }
}
