using System.Buffers.Binary;
using System.Numerics;

namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>Keccak-256 as it was before FIPS 202 changed its padding: the hash of Ethereum. For short texts only.</summary>
internal static class Keccak
{
    /// <summary>Longest text in bytes.</summary>
    internal const int LongestText = Rate - 1;

    private const int Rate = 136;
    private const int Lanes = 25;
    private const int Rounds = 24;

    /// <summary>The hash, 32 bytes.</summary>
    internal static void Hash(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        if (text.Length > LongestText) throw new ArgumentException("One block holds no longer text.", nameof(text));
        Span<byte> block = stackalloc byte[Rate];
        block.Clear();
        text.CopyTo(block);
        block[text.Length] ^= 1;
        block[^1] ^= 0x80;
        Span<ulong> state = stackalloc ulong[Lanes];
        state.Clear();
        for (var i = 0; i < Rate / 8; i++) state[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(i * 8)..]);
        Permute(state);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteUInt64LittleEndian(hash[(i * 8)..], state[i]);
    }

    private static void Permute(Span<ulong> a)
    {
        ReadOnlySpan<byte> rotations = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];
        ReadOnlySpan<byte> places = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
        Span<ulong> column = stackalloc ulong[5];
        byte feedback = 1;
        for (var round = 0; round < Rounds; round++)
        {
            for (var x = 0; x < 5; x++) column[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            for (var i = 0; i < Lanes; i++) a[i] ^= column[(i + 4) % 5] ^ BitOperations.RotateLeft(column[(i + 1) % 5], 1);
            var moved = a[1];
            for (var i = 0; i < places.Length; i++) (moved, a[places[i]]) = (a[places[i]], BitOperations.RotateLeft(moved, rotations[i]));
            for (var y = 0; y < Lanes; y += 5)
            {
                a.Slice(y, 5).CopyTo(column);
                for (var x = 0; x < 5; x++) a[y + x] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
            }

            // The round constants are bits of a shift register (x^8 + x^6 + x^5 + x^4 + 1), at places 2^j − 1.
            for (var bit = 0; bit < 7; bit++)
            {
                if ((feedback & 1) != 0) a[0] ^= 1UL << ((1 << bit) - 1);
                feedback = (byte)((feedback << 1) ^ ((feedback >> 7) * 0x71));
            }
        }
    }
}
