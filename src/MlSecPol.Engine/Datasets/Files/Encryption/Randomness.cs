using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Whether bytes look as if drawn by lot: what encrypted data without a header has in common with compressed data and with noise.</summary>
internal static class Randomness
{
    private const int Piece = 1 << 16;
    private const int Pieces = 4;
    private const int Least = 1 << 12;

    // Bits a byte. Even random bytes stay below 8 by about 255 / (2 n ln 2): 0.0007 for 256 KiB, 0.045 for 4 KiB.
    private const double Threshold = 7.94;

    internal static bool IsLikely(ByteSource content)
    {
        if (content.Length < Least) return false;
        var counts = new long[256];
        var buffer = new byte[Piece];
        long total = 0;
        for (var i = 0; i < Pieces; i++)
        {
            var count = content.Read(content.Length / Pieces * i, buffer);
            foreach (var b in buffer.AsSpan(0, count)) counts[b]++;
            total += count;
            if (content.Length <= Piece) break;
        }

        return Entropy(counts, total) >= Threshold;
    }

    private static double Entropy(long[] counts, long total)
    {
        double bits = 0;
        foreach (var count in counts)
        {
            if (count > 0) bits -= count / (double)total * Math.Log2(count / (double)total);
        }

        return bits;
    }
}
