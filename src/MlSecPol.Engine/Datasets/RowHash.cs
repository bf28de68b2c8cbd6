using System.IO.Hashing;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// A keyed 128-bit hash of a row. XXH3 makes a secret anew for each keyed call above 240 bytes, which costs more than hashing a row; so longer rows are hashed in
/// pieces of that length, each under a key of its own.
/// </summary>
internal static class RowHash
{
    private const int LongestPiece = 240;
    private const long KeyStep = unchecked((long)0x9E3779B97F4A7C15);
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    internal static UInt128 Of(ReadOnlySpan<byte> row, long key)
    {
        var hash = XxHash128.HashToUInt128(row[..Math.Min(row.Length, LongestPiece)], key);
        while (row.Length > LongestPiece)
        {
            row = row[LongestPiece..];
            key += KeyStep;
            hash = (hash * Multiplier) + XxHash128.HashToUInt128(row[..Math.Min(row.Length, LongestPiece)], key);
        }

        return hash;
    }
}
