using System.Buffers.Binary;
using System.Numerics;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>Writes the values of a Parquet column as text.</summary>
internal static class ParquetCells
{
    private const long JulianEpoch = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    internal static void Add(CellSink sink, ParquetLeaf leaf, int row, ReadOnlySpan<byte> value)
    {
        if (leaf.Kind == ParquetKind.Text)
        {
            sink.AddText(row, value);
            return;
        }

        Span<byte> text = stackalloc byte[CellText.Longest];
        var length = Write(leaf, value, text);
        if (length >= 0) sink.AddPlain(row, text[..length]);
        else sink.AddBinary(row, value);
    }

    private static int Write(ParquetLeaf leaf, ReadOnlySpan<byte> value, Span<byte> text) => leaf.Kind switch
    {
        ParquetKind.Boolean => CellText.Write(value[0] != 0, text),
        ParquetKind.Signed => CellText.Write(Signed(value), text),
        ParquetKind.Unsigned => CellText.Write(value.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) : BinaryPrimitives.ReadUInt64LittleEndian(value), text),
        ParquetKind.Float => value.Length == 4 ? CellText.Write(BinaryPrimitives.ReadSingleLittleEndian(value), text) : CellText.Write(BinaryPrimitives.ReadDoubleLittleEndian(value), text),
        ParquetKind.Half => CellText.Write((float)BinaryPrimitives.ReadHalfLittleEndian(value), text),
        ParquetKind.Date => CellText.WriteDate(Signed(value), text),
        ParquetKind.Time => CellText.WriteTime(Signed(value), leaf.PerSecond, text),
        ParquetKind.Timestamp => CellText.WriteTimestamp(Signed(value), leaf.PerSecond, leaf.IsUtc, text),
        ParquetKind.Decimal => Decimal(leaf, value, text),
        ParquetKind.Int96 => Int96(value, text),
        ParquetKind.Uuid => new Guid(value, bigEndian: true).TryFormat(text, out var length) ? length : -1,
        _ => -1,
    };

    private static long Signed(ReadOnlySpan<byte> value) => value.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(value) : BinaryPrimitives.ReadInt64LittleEndian(value);

    private static int Decimal(ParquetLeaf leaf, ReadOnlySpan<byte> value, Span<byte> text)
    {
        const int Longest = 32;
        if (leaf.Type is 1 or 2) return CellText.WriteDecimal(Signed(value), leaf.Scale, text);
        return value.Length is 0 or > Longest ? -1 : CellText.WriteDecimal(new BigInteger(value, isBigEndian: true), leaf.Scale, text);
    }

    /// <summary>Nanoseconds of a day and its Julian number.</summary>
    private static int Int96(ReadOnlySpan<byte> value, Span<byte> text)
    {
        var (nanoseconds, day) = (BinaryPrimitives.ReadInt64LittleEndian(value), BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - JulianEpoch);
        if (nanoseconds is < 0 or >= NanosecondsPerDay || day is < -106_000 or > 106_000) return -1;
        return CellText.WriteTimestamp((day * NanosecondsPerDay) + nanoseconds, 1_000_000_000, isUtc: false, text);
    }
}
