using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Walks over the delimiters, quotes and line ends of a byte window, 64 bytes at a time, as set bits of a mask.</summary>
internal struct StructuralScanner(byte delimiter)
{
    private const int BlockLength = 64;

    private int _block;
    private int _end;
    private ulong _mask;

    /// <summary>Begins anew. The window must be readable for <see cref="RecordBuffer.Padding"/> bytes beyond its end.</summary>
    internal void Reset(byte[] bytes, int start, int end)
    {
        _block = start;
        _end = end;
        _mask = start < end ? Load(bytes) : 0;
    }

    /// <summary>Position of the next structural byte, or -1 when the window has no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Next(byte[] bytes)
    {
        while (_mask == 0)
        {
            // Near the end the block may stand behind it, and stays there.
            if (_end - _block <= BlockLength) return -1;
            _block += BlockLength;
            _mask = Load(bytes);
        }

        var position = _block + BitOperations.TrailingZeroCount(_mask);
        _mask &= _mask - 1;
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Load(byte[] bytes)
    {
        ref var start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bytes), _block);
        var mask = Vector256.IsHardwareAccelerated
            ? Match256(ref start) | ((ulong)Match256(ref Unsafe.Add(ref start, 32)) << 32)
            : Match128(ref start) | ((ulong)Match128(ref Unsafe.Add(ref start, 16)) << 16)
                | ((ulong)Match128(ref Unsafe.Add(ref start, 32)) << 32) | ((ulong)Match128(ref Unsafe.Add(ref start, 48)) << 48);
        var length = _end - _block;
        return length >= BlockLength ? mask : mask & ((1UL << length) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Match256(ref byte start)
    {
        var v = Vector256.LoadUnsafe(ref start);
        return (Vector256.Equals(v, Vector256.Create(delimiter)) | Vector256.Equals(v, Vector256.Create((byte)'"'))
            | Vector256.Equals(v, Vector256.Create((byte)'\n')) | Vector256.Equals(v, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Match128(ref byte start)
    {
        var v = Vector128.LoadUnsafe(ref start);
        return (Vector128.Equals(v, Vector128.Create(delimiter)) | Vector128.Equals(v, Vector128.Create((byte)'"'))
            | Vector128.Equals(v, Vector128.Create((byte)'\n')) | Vector128.Equals(v, Vector128.Create((byte)'\r'))).ExtractMostSignificantBits();
    }
}
