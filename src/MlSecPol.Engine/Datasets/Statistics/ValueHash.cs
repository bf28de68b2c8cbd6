using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// The hash by which values are counted: the same on every machine and in every run, because states made on several machines are merged. It is not keyed, so
/// whoever prepares values that collide can falsify the counts of that column, and nothing else.
/// </summary>
internal static class ValueHash
{
    private const int ShortValue = 16;
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;
    private const ulong Third = 0x8EBC6AF09C88C6E3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(ReadOnlySpan<byte> value)
    {
        if (value.Length > ShortValue) return XxHash3.HashToUInt64(value);
        ulong low, high;
        if (value.Length >= sizeof(ulong))
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(value);
            high = BinaryPrimitives.ReadUInt64LittleEndian(value[^sizeof(ulong)..]);
        }
        else if (value.Length >= sizeof(uint))
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(value);
            high = BinaryPrimitives.ReadUInt32LittleEndian(value[^sizeof(uint)..]);
        }
        else
        {
            if (value.IsEmpty) return First;
            low = value[0] | ((uint)value[value.Length / 2] << 8);
            high = value[^1];
        }

        return Fold(Fold(low ^ First, high ^ Second) ^ (uint)value.Length, Third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
