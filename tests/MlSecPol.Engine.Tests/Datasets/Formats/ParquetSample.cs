using System.Buffers.Binary;
using System.IO.Hashing;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>Writes a Parquet file of one required text column, byte by byte, so that every claim in it can be made false. Parquet.Net writes no page checksums.</summary>
internal sealed class ParquetSample
{
    internal bool HasChecksum { get; init; } = true;

    /// <summary>Added to the checksum.</summary>
    internal uint ChecksumError { get; init; }

    internal int? PackedSize { get; init; }

    internal int? UnpackedSize { get; init; }

    internal int? PageValues { get; init; }

    internal long? Rows { get; init; }

    internal int Encoding { get; init; }

    internal int Codec { get; init; }

    internal string Tail { get; init; } = "PAR1";

    internal int? FooterLength { get; init; }

    internal int Depth { get; init; }

    internal byte[] Write(params string[] values)
    {
        var data = new List<byte>();
        foreach (var value in values)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(value);
            data.AddRange(Little(bytes.Length));
            data.AddRange(bytes);
        }

        var page = data.ToArray();
        var header = new List<byte>();
        Field(header, 1, 0);
        Field(header, 1, UnpackedSize ?? page.Length);
        Field(header, 1, PackedSize ?? page.Length);
        if (HasChecksum) Field(header, 1, unchecked((int)(Crc32.HashToUInt32(page) + ChecksumError)));
        header.Add((byte)(((HasChecksum ? 1 : 2) << 4) | 12));
        Field(header, 1, PageValues ?? values.Length);
        Field(header, 1, Encoding);
        Field(header, 1, 3);
        Field(header, 1, 3);
        header.AddRange([0, 0]);

        var rows = Rows ?? values.Length;
        var footer = new List<byte>();
        Field(footer, 1, 1);
        // The schema: groups that hold each other, and the column.
        List(footer, 1, Depth + 2);
        for (var i = 0; i <= Depth; i++)
        {
            footer.Add((4 << 4) | 8);
            Text(footer, i == 0 ? "schema" : "group");
            Field(footer, 1, 1);
            footer.Add(0);
        }

        Field(footer, 1, 6);
        Field(footer, 2, 0);
        footer.Add((1 << 4) | 8);
        Text(footer, "text");
        Field(footer, 2, 0);
        footer.Add(0);
        footer.Add((1 << 4) | 6);
        Number(footer, rows);
        List(footer, 1, 1);
        // One row group with one chunk.
        List(footer, 1, 1);
        footer.Add((2 << 4) | 6);
        Number(footer, 4);
        footer.Add((1 << 4) | 12);
        Field(footer, 1, 6);
        footer.AddRange([(1 << 4) | 9, (1 << 4) | 5]);
        Number(footer, 0);
        footer.AddRange([(1 << 4) | 9, (1 << 4) | 8]);
        Text(footer, "text");
        Field(footer, 1, Codec);
        footer.Add((1 << 4) | 6);
        Number(footer, rows);
        footer.Add((1 << 4) | 6);
        Number(footer, page.Length);
        footer.Add((1 << 4) | 6);
        Number(footer, page.Length);
        footer.Add((2 << 4) | 6);
        Number(footer, 4);
        footer.AddRange([0, 0]);
        footer.Add((1 << 4) | 6);
        Number(footer, page.Length);
        footer.Add((1 << 4) | 6);
        Number(footer, rows);
        footer.AddRange([0, 0]);
        return [.. "PAR1"u8, .. header, .. page, .. footer, .. Little(FooterLength ?? footer.Count), .. System.Text.Encoding.ASCII.GetBytes(Tail)];
    }

    private static void Field(List<byte> target, int delta, int value)
    {
        target.Add((byte)((delta << 4) | 5));
        Number(target, value);
    }

    private static void List(List<byte> target, int delta, int count)
    {
        target.Add((byte)((delta << 4) | 9));
        if (count < 15)
        {
            target.Add((byte)((count << 4) | 12));
            return;
        }

        target.Add(0xFC);
        Unsigned(target, (ulong)count);
    }

    private static void Text(List<byte> target, string text)
    {
        Unsigned(target, (ulong)text.Length);
        target.AddRange(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private static void Number(List<byte> target, long value) => Unsigned(target, (ulong)((value << 1) ^ (value >> 63)));

    private static void Unsigned(List<byte> target, ulong value)
    {
        for (; value >= 0x80; value >>= 7) target.Add((byte)(value | 0x80));
        target.Add((byte)value);
    }

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
