using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>The record that may follow the content of a member with its checksum and sizes. Four layouts exist and none names itself.</summary>
/// <param name="Length">Bytes of the record; 0 without one.</param>
/// <param name="Differs">Whether it states something else than the directory.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ZipDescriptor(int Length, bool Differs)
{
    private const int Longest = 24;

    /// <summary>Looks for the layout that agrees with the directory or fills the space up to the next header.</summary>
    internal static ZipDescriptor Read(ByteSource content, long at, long next, ZipHeader local, ZipHeader entry)
    {
        var announced = ((local.Flags | entry.Flags) & ZipMember.DescriptorFlag) != 0;
        Span<byte> buffer = stackalloc byte[Longest];
        ReadOnlySpan<byte> bytes = buffer[..content.Read(at, buffer)];
        var signed = bytes.StartsWith("PK\x07\x08"u8);
        if (!announced && !signed) return default;

        foreach (var (sign, width) in (ReadOnlySpan<(int, int)>)[(4, 8), (4, 4), (0, 8), (0, 4)])
        {
            var length = sign + 4 + (2 * width);
            if (signed != (sign > 0) || bytes.Length < length) continue;
            var agrees = Agrees(bytes[sign..], width, entry);
            if (at + length == next) return new ZipDescriptor(length, !agrees);

            // Where something hides behind the member the space says nothing, so the values have to; eight bytes of zero size read as four as well.
            if (agrees && (width == 8 || at + length < next)) return new ZipDescriptor(length, false);
        }

        return signed && next - at >= 16 ? new ZipDescriptor(16, Differs: true) : default;
    }

    private static bool Agrees(ReadOnlySpan<byte> fields, int width, ZipHeader entry)
    {
        var compressed = width == 8 ? BinaryPrimitives.ReadInt64LittleEndian(fields[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(fields[4..]);
        var size = width == 8 ? BinaryPrimitives.ReadInt64LittleEndian(fields[12..]) : BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(fields) == entry.Crc && compressed == entry.CompressedSize && size == entry.Size;
    }
}
