using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>A set of hashes with open addressing: 16 bytes a slot and nothing else, at most three quarters full.</summary>
internal sealed class HashSet128
{
    private const int InitialSlots = 1024;

    private UInt128[] _slots = new UInt128[InitialSlots];
    private bool _hasZero;

    internal int Count { get; private set; }

    /// <summary>Adds a hash; false when it is there already.</summary>
    internal bool Add(UInt128 hash)
    {
        if (hash == UInt128.Zero)
        {
            // Zero marks a free slot.
            if (_hasZero) return false;
            _hasZero = true;
            Count++;
            return true;
        }

        var slot = Find(hash);
        if (_slots[slot] != UInt128.Zero) return false;
        _slots[slot] = hash;
        Count++;
        if (Count > _slots.Length / 4 * 3) Grow();
        return true;
    }

    /// <summary>Whether a hash is there.</summary>
    internal bool Contains(UInt128 hash) => hash == UInt128.Zero ? _hasZero : _slots[Find(hash)] != UInt128.Zero;

    internal void Clear()
    {
        Array.Clear(_slots);
        _hasZero = false;
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(UInt128 hash)
    {
        var mask = _slots.Length - 1;
        // The lowest bits may be nought, the middle ones are not.
        var slot = (int)(ulong)(hash >> 64) & mask;
        while (_slots[slot] != UInt128.Zero && _slots[slot] != hash) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new UInt128[BitOperations.RoundUpToPowerOf2((uint)old.Length + 1)];
        foreach (var hash in old)
        {
            if (hash != UInt128.Zero) _slots[Find(hash)] = hash;
        }
    }
}
