using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>The fields that a directory entry and a local header have in common, with the extra fields of zip64 already applied.</summary>
internal sealed record ZipHeader
{
    /// <summary>Bytes of a local header before its name.</summary>
    internal const int LocalLength = 30;

    /// <summary>Bytes of a directory entry before its name.</summary>
    internal const int EntryLength = 46;

    private const uint Elsewhere = 0xFFFFFFFF;
    private const int Zip64Field = 0x0001;
    private const int UnicodePathField = 0x7075;

    internal required string Name { get; init; }

    internal required int Flags { get; init; }

    internal required int Method { get; init; }

    internal required uint Crc { get; init; }

    internal required long CompressedSize { get; init; }

    internal required long Size { get; init; }

    /// <summary>Offset of the local header by the directory; 0 in a local header.</summary>
    internal long Offset { get; init; }

    /// <summary>Kind of file by Unix, for example link or device; 0 where it is not stated.</summary>
    internal int UnixKind { get; init; }

    /// <summary>Name by the Unicode extra field, which newer readers prefer; null without one.</summary>
    internal string? UnicodeName { get; init; }

    /// <summary>Bytes of the whole header.</summary>
    internal required int Length { get; init; }

    internal static ReadOnlySpan<byte> LocalSignature => "PK\x03\x04"u8;

    internal static ReadOnlySpan<byte> EntrySignature => "PK\x01\x02"u8;

    /// <summary>Reads a local header; null when there is none or it is cut off.</summary>
    internal static ZipHeader? ReadLocal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LocalLength || !bytes.StartsWith(LocalSignature)) return null;
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        var length = LocalLength + nameLength + extraLength;
        return length > bytes.Length ? null : Create(bytes[4..], bytes.Slice(LocalLength, nameLength), bytes.Slice(LocalLength + nameLength, extraLength), 0, 0, length);
    }

    /// <summary>Bytes that the local header at the beginning of <paramref name="bytes"/> takes; 0 when there is none.</summary>
    internal static int LocalHeaderLength(ReadOnlySpan<byte> bytes) =>
        bytes.Length < LocalLength || !bytes.StartsWith(LocalSignature)
            ? 0
            : LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);

    /// <summary>Reads a directory entry; null when there is none or it is cut off.</summary>
    internal static ZipHeader? ReadEntry(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EntryLength || !bytes.StartsWith(EntrySignature)) return null;
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]);
        var length = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
        if (length > bytes.Length) return null;

        // The upper half of the attributes means something only where the entry says that Unix made it.
        var kind = bytes[5] == 3 ? (int)(BinaryPrimitives.ReadUInt32LittleEndian(bytes[38..]) >> 28) : 0;
        return Create(
            bytes[6..],
            bytes.Slice(EntryLength, nameLength),
            bytes.Slice(EntryLength + nameLength, extraLength),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[42..]),
            kind,
            length);
    }

    private static ZipHeader Create(ReadOnlySpan<byte> common, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, uint offset, int kind, int length)
    {
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(common[14..]), size = BinaryPrimitives.ReadUInt32LittleEndian(common[18..]), place = offset;
        string? unicodeName = null;
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), fieldLength = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            var field = extra[4..];
            if (fieldLength > field.Length) break;
            field = field[..fieldLength];
            if (id == Zip64Field)
            {
                if (size == Elsewhere) size = Take(ref field) ?? size;
                if (compressed == Elsewhere) compressed = Take(ref field) ?? compressed;
                if (place == Elsewhere) place = Take(ref field) ?? place;
            }
            else if (id == UnicodePathField && fieldLength > 5)
            {
                unicodeName = Encoding.UTF8.GetString(field[5..]);
            }

            extra = extra[(4 + fieldLength)..];
        }

        return new ZipHeader
        {
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(common[2..]),
            Method = BinaryPrimitives.ReadUInt16LittleEndian(common[4..]),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(common[10..]),
            Name = (Utf8.IsValid(name) ? Encoding.UTF8 : Encoding.Latin1).GetString(name),
            CompressedSize = compressed,
            Size = size,
            Offset = place,
            UnixKind = kind,
            UnicodeName = unicodeName,
            Length = length,
        };
    }

    private static long? Take(ref ReadOnlySpan<byte> field)
    {
        if (field.Length < 8) return null;
        var value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return value;
    }
}
