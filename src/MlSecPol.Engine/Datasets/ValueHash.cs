using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// A 64-bit hash of a value, the same in every process, so that counts of different values made from it can be merged. Most values of tables are short:
/// up to sixteen bytes are two words that are multiplied and folded, longer ones go through XXH3.
/// </summary>
internal static class ValueHash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;
    private const ulong Third = 0x165667B19E3779F9;

    /// <summary>The hash of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(ReadOnlySpan<byte> value)
    {
        var length = value.Length;
        if (length > 16) return XxHash3.HashToUInt64(value);
        ref var start = ref MemoryMarshal.GetReference(value);
        ulong low, high;
        if (length >= 8)
        {
            low = Unsafe.ReadUnaligned<ulong>(ref start);
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, length - 8));
        }
        else if (length >= 4)
        {
            low = Unsafe.ReadUnaligned<uint>(ref start);
            high = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, length - 4));
        }
        else
        {
            if (length == 0) return First;
            low = start | ((ulong)Unsafe.Add(ref start, length >> 1) << 8) | ((ulong)Unsafe.Add(ref start, length - 1) << 16);
            high = 0;
        }

        // Twice: one multiplication leaves the low bits of similar values alike.
        return Fold(Fold(low ^ First, high ^ Second) ^ Third, First ^ (ulong)length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
