using System.Buffers.Binary;
using System.IO.Hashing;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>The checksum of zlib, RFC 1950 section 8.</summary>
internal sealed class Adler32() : NonCryptographicHashAlgorithm(sizeof(uint))
{
    private const uint Modulus = 65521;

    // The most bytes that can be added before a 32-bit sum has to be reduced (the number zlib itself uses).
    private const int MostWithoutReduction = 5552;

    private uint _sum = 1;
    private uint _sumOfSums;

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> source)
    {
        var (a, b) = (_sum, _sumOfSums);
        while (!source.IsEmpty)
        {
            var count = Math.Min(source.Length, MostWithoutReduction);
            foreach (var value in source[..count])
            {
                a += value;
                b += a;
            }

            a %= Modulus;
            b %= Modulus;
            source = source[count..];
        }

        (_sum, _sumOfSums) = (a, b);
    }

    /// <inheritdoc/>
    public override void Reset() => (_sum, _sumOfSums) = (1, 0);

    /// <inheritdoc/>
    protected override void GetCurrentHashCore(Span<byte> destination) => BinaryPrimitives.WriteUInt32BigEndian(destination, (_sumOfSums << 16) | _sum);
}
