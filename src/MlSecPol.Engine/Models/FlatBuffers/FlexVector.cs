using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.FlatBuffers;

/// <summary>Reads the texts of a vector in the schemaless form of FlatBuffers, which is read from its end.</summary>
internal static class FlexVector
{
    private const int TypeOfText = 5;
    private const int TypeOfVector = 10;
    private const int TypeOfBlob = 25;
    private const int MostElements = 16;

    /// <summary>The texts and blobs of the vector at the root, in their order; empty where the bytes are of another form.</summary>
    internal static List<byte[]> Texts(ReadOnlySpan<byte> bytes)
    {
        var texts = new List<byte[]>();
        if (bytes.Length < 3) return texts;
        var (rootWidth, rootType) = ((int)bytes[^1], bytes[^2] >> 2);
        var rootAt = bytes.Length - 2 - rootWidth;
        if (rootWidth is not (1 or 2 or 4 or 8) || rootAt < 0 || rootType != TypeOfVector) return texts;
        var width = 1 << (bytes[^2] & 3);
        if (!Back(bytes, rootAt, rootWidth, out var vector) || vector < width) return texts;
        var count = Number(bytes, vector - width, width);
        for (ulong i = 0; i < Math.Min(count, MostElements); i++)
        {
            var at = vector + ((long)i * width);
            var typeAt = vector + ((long)count * width) + (long)i;
            if (count > (ulong)bytes.Length || typeAt >= bytes.Length) return texts;
            var type = bytes[(int)typeAt];
            if (type >> 2 is not (TypeOfText or TypeOfBlob)) continue;
            var own = 1 << (type & 3);
            if (!Back(bytes, at, width, out var text) || text < own) return texts;
            var length = Number(bytes, text - own, own);
            if (length > (ulong)(bytes.Length - text)) return texts;
            texts.Add(bytes.Slice((int)text, (int)length).ToArray());
        }

        return texts;
    }

    private static bool Back(ReadOnlySpan<byte> bytes, long at, int width, out long target)
    {
        target = 0;
        if (at < 0 || at + width > bytes.Length) return false;
        var offset = Number(bytes, at, width);
        if (offset == 0 || offset > (ulong)at) return false;
        target = at - (long)offset;
        return true;
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, long at, int width) => width switch
    {
        1 => bytes[(int)at],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)at..]),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)at..]),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)at..]),
    };
}
