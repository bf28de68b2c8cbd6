using System.Buffers;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>The checksum of zlib, RFC 1950 section 8.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;
    private const int Chunk = 1 << 16;

    // The most bytes that can be added before a 32-bit sum has to be reduced (the number zlib itself uses).
    private const int MostWithoutReduction = 5552;

    internal static uint Of(ByteSource content, CancellationToken token)
    {
        uint a = 1, b = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            for (long at = 0; at < content.Length;)
            {
                token.ThrowIfCancellationRequested();
                var rest = buffer.AsSpan(0, content.Read(at, buffer.AsSpan(0, Chunk)));
                if (rest.IsEmpty) break;
                at += rest.Length;
                while (!rest.IsEmpty)
                {
                    var count = Math.Min(rest.Length, MostWithoutReduction);
                    foreach (var value in rest[..count])
                    {
                        a += value;
                        b += a;
                    }

                    a %= Modulus;
                    b %= Modulus;
                    rest = rest[count..];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (b << 16) | a;
    }
}
