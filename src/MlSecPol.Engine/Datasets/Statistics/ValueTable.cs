using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Counts values exactly while few differ, with their texts. Knowing them, everything else about the column follows at the end.</summary>
internal sealed class ValueTable(StatisticsBounds bounds)
{
    private const int InitialSlots = 16;

    // Index of an entry plus one; 0 where free.
    private int[] _slots = new int[InitialSlots];
    private Entry[] _entries = new Entry[InitialSlots / 2];
    private byte[] _text = [];
    private int _textLength;

    internal int Count { get; private set; }

    /// <summary>Whether there are more different values, or longer ones, than are kept.</summary>
    internal bool IsFull { get; private set; }

    internal ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    internal ReadOnlySpan<byte> TextOf(in Entry entry) => _text.AsSpan(entry.Offset, entry.Length);

    /// <summary>Adds a value; <see cref="IsFull"/> may be the consequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ReadOnlySpan<byte> value, ulong hash, long times = 1)
    {
        var slots = _slots;
        var at = (int)hash & (slots.Length - 1);
        while (slots[at] is > 0 and var index)
        {
            ref var entry = ref _entries[index - 1];
            if (entry.Hash == hash && entry.Length == value.Length)
            {
                entry.Count += times;
                return;
            }

            at = (at + 1) & (slots.Length - 1);
        }

        AddEntry(value, hash, times, at);
    }

    private void AddEntry(ReadOnlySpan<byte> value, ulong hash, long times, int slot)
    {
        if (Count * 2 == _slots.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        if (_textLength + value.Length > _text.Length) Array.Resize(ref _text, Math.Max(_textLength + value.Length, _text.Length * 2));
        value.CopyTo(_text.AsSpan(_textLength));
        _entries[Count++] = new(hash, _textLength, value.Length) { Count = times };
        _slots[slot] = Count;
        _textLength += value.Length;
        IsFull = Count > bounds.ExactValues || _textLength > bounds.ExactTextBytes;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        Array.Resize(ref _entries, _slots.Length / 2);
        for (var i = 0; i < Count; i++) _slots[FreeSlot(_entries[i].Hash)] = i + 1;
    }

    private int FreeSlot(ulong hash)
    {
        var at = (int)hash & (_slots.Length - 1);
        while (_slots[at] != 0) at = (at + 1) & (_slots.Length - 1);
        return at;
    }

    /// <summary>One value.</summary>
    internal struct Entry(ulong hash, int offset, int length)
    {
        internal readonly ulong Hash = hash;
        internal readonly int Offset = offset;
        internal readonly int Length = length;
        internal long Count;
    }
}
