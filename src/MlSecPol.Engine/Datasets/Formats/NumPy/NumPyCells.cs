using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Datasets.Formats.NumPy;

/// <summary>Writes the values of a NumPy column as text.</summary>
internal static class NumPyCells
{
    private const int MostStacked = 1024;

    /// <summary>Adds the values of one column of a block of rows.</summary>
    internal static void Add(CellSink sink, NumPyField field, byte[] block, int offset, int stride, int rows)
    {
        var swapped = new byte[16];
        Span<byte> text = stackalloc byte[CellText.Longest];
        for (var row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> value = block.AsSpan(offset + (row * stride), field.Width);
            if (field.Kind is 'S' or 'a')
            {
                sink.AddText(row, value.TrimEnd((byte)0));
                continue;
            }

            if (field.Kind == 'U')
            {
                AddWide(sink, row, value, field.IsBigEndian);
                continue;
            }

            if (field.Kind == 'V' || field.Width > swapped.Length)
            {
                sink.AddBinary(row, value);
                continue;
            }

            if (field.IsBigEndian && field.Kind != 'c')
            {
                value.CopyTo(swapped);
                Array.Reverse(swapped, 0, field.Width);
                value = swapped.AsSpan(0, field.Width);
            }

            var length = Write(field, value, text);
            if (length > 0) sink.AddPlain(row, text[..length]);
            else if (length == 0) sink.AddNull(row);
            else sink.AddBinary(row, value);
        }
    }

    /// <summary>The text of a number, a date or a truth value; 0 for a missing date, -1 for what is none of them.</summary>
    private static int Write(NumPyField field, ReadOnlySpan<byte> value, Span<byte> text) => (field.Kind, field.Width) switch
    {
        ('b' or '?', 1) => CellText.Write(value[0] != 0, text),
        ('i', 1) => CellText.Write((long)(sbyte)value[0], text),
        ('i', 2) => CellText.Write((long)BinaryPrimitives.ReadInt16LittleEndian(value), text),
        ('i', 4) => CellText.Write((long)BinaryPrimitives.ReadInt32LittleEndian(value), text),
        ('i', 8) => CellText.Write(BinaryPrimitives.ReadInt64LittleEndian(value), text),
        ('u', 1) => CellText.Write((ulong)value[0], text),
        ('u', 2) => CellText.Write((ulong)BinaryPrimitives.ReadUInt16LittleEndian(value), text),
        ('u', 4) => CellText.Write((ulong)BinaryPrimitives.ReadUInt32LittleEndian(value), text),
        ('u', 8) => CellText.Write(BinaryPrimitives.ReadUInt64LittleEndian(value), text),
        ('f', 2) => CellText.Write((float)BinaryPrimitives.ReadHalfLittleEndian(value), text),
        ('f', 4) => CellText.Write(BinaryPrimitives.ReadSingleLittleEndian(value), text),
        ('f', 8) => CellText.Write(BinaryPrimitives.ReadDoubleLittleEndian(value), text),
        ('c', 8) => Complex(BinaryPrimitives.ReadUInt32LittleEndian(value), BinaryPrimitives.ReadUInt32LittleEndian(value[4..]), field, text),
        ('c', 16) => Complex(BinaryPrimitives.ReadUInt64LittleEndian(value), BinaryPrimitives.ReadUInt64LittleEndian(value[8..]), field, text),
        ('M', 8) => Date(BinaryPrimitives.ReadInt64LittleEndian(value), field, text),
        ('m', 8) => BinaryPrimitives.ReadInt64LittleEndian(value) is var ticks && ticks == long.MinValue ? 0 : CellText.Write(ticks, text),
        _ => -1,
    };

    private static int Complex(ulong real, ulong imaginary, NumPyField field, Span<byte> text)
    {
        var (a, b) = (Part(real), Part(imaginary));
        var sign = double.IsNegative(b) ? string.Empty : "+";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{a:R}{sign}{b:R}j"), text);

        double Part(ulong bits)
        {
            if (field.Width == 8) return BitConverter.UInt32BitsToSingle(field.IsBigEndian ? BinaryPrimitives.ReverseEndianness((uint)bits) : (uint)bits);
            return BitConverter.UInt64BitsToDouble(field.IsBigEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits);
        }
    }

    private static int Date(long steps, NumPyField field, Span<byte> text)
    {
        if (steps == long.MinValue) return 0;
        if (field.Multiple <= 0 || (Math.Abs(steps) > long.MaxValue / Math.Max(1, field.Multiple))) return CellText.Write(steps, text);
        var count = steps * field.Multiple;
        return field.Unit switch
        {
            "Y" => count is > -1969 and < 8030 ? CellText.WriteDate(DateOnly.MinValue.AddYears((int)count + 1969).DayNumber - CellText.EpochDay, text) : CellText.Write(count, text),
            "M" => count is > -23_628 and < 96_360 ? CellText.WriteDate(DateOnly.MinValue.AddMonths((int)count + (1969 * 12)).DayNumber - CellText.EpochDay, text) : CellText.Write(count, text),
            "W" => count is > -1_000_000 and < 1_000_000 ? CellText.WriteDate(count * 7, text) : CellText.Write(count, text),
            "D" => CellText.WriteDate(count, text),
            "h" => Timestamp(count, 3600, 1, text),
            "m" => Timestamp(count, 60, 1, text),
            "s" => Timestamp(count, 1, 1, text),
            "ms" => Timestamp(count, 1, 1000, text),
            "us" => Timestamp(count, 1, 1_000_000, text),
            "ns" => Timestamp(count, 1, 1_000_000_000, text),
            _ => CellText.Write(count, text),
        };
    }

    private static int Timestamp(long count, long seconds, long perSecond, Span<byte> text) =>
        Math.Abs(count) > long.MaxValue / 3600 ? CellText.Write(count, text) : CellText.WriteTimestamp(count * seconds, perSecond, isUtc: false, text);

    private static void AddWide(CellSink sink, int row, ReadOnlySpan<byte> units, bool isBigEndian)
    {
        // At most four bytes of UTF-8 for each four bytes of UTF-32.
        Span<byte> text = units.Length <= MostStacked ? stackalloc byte[units.Length] : new byte[units.Length];
        var length = 0;
        for (var i = 0; i + 4 <= units.Length; i += 4)
        {
            var code = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(units[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(units[i..]);
            if (code == 0 && units[i..].IndexOfAnyExcept((byte)0) < 0) break;
            if (Rune.TryCreate(code, out var rune)) length += rune.EncodeToUtf8(text[length..]);
            else text[length++] = 0xFF;
        }

        sink.AddText(row, text[..length]);
    }
}
