using System.Buffers.Binary;
using System.Numerics;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>The checksum of HDF5's metadata: Bob Jenkins' lookup3 hash (public domain, 2006) in its little-endian form with a start value of 0.</summary>
internal static class Lookup3
{
    private const uint Seed = 0xDEADBEEF;
    private const int Block = 12;

    internal static uint Hash(ReadOnlySpan<byte> data)
    {
        uint a, b, c;
        a = b = c = Seed + (uint)data.Length;
        while (data.Length > Block)
        {
            a += Word(data);
            b += Word(data[4..]);
            c += Word(data[8..]);
            Mix(ref a, ref b, ref c);
            data = data[Block..];
        }

        if (data.IsEmpty) return c;
        Span<byte> last = stackalloc byte[Block];
        last.Clear();
        data.CopyTo(last);
        a += Word(last);
        b += Word(last[4..]);
        c += Word(last[8..]);
        Finish(ref a, ref b, ref c);
        return c;
    }

    private static uint Word(ReadOnlySpan<byte> data) => BinaryPrimitives.ReadUInt32LittleEndian(data);

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a = (a - c) ^ BitOperations.RotateLeft(c, 4);
        c += b;
        b = (b - a) ^ BitOperations.RotateLeft(a, 6);
        a += c;
        c = (c - b) ^ BitOperations.RotateLeft(b, 8);
        b += a;
        a = (a - c) ^ BitOperations.RotateLeft(c, 16);
        c += b;
        b = (b - a) ^ BitOperations.RotateLeft(a, 19);
        a += c;
        c = (c - b) ^ BitOperations.RotateLeft(b, 4);
        b += a;
    }

    private static void Finish(ref uint a, ref uint b, ref uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        c = (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
