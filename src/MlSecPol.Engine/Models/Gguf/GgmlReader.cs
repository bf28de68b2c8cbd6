using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Gguf;

/// <summary>
/// Reads model files of the GGML family from before GGUF. Versioned ones (ggmf, ggjt) have a fixed header, a vocabulary and tensors to the end
/// of the file; adapters (ggla) have tensors only. The oldest kind has another header for each program and is not read.
/// </summary>
internal static class GgmlReader
{
    private const uint Unversioned = 0x67676D6C, Mapped = 0x67676A74, Adapter = 0x67676C61;
    private const int HeaderNumbers = 7;
    private const uint LargestNumber = 1 << 26;
    private const int MostDimensions = 4;
    private const int LongestText = 1 << 16;
    private const int Alignment = 32;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        var cursor = new GgufCursor(content);
        var magic = cursor.UInt32();
        var version = magic == Unversioned ? 0 : cursor.UInt32();
        if (magic == Unversioned || version is 0 or > 3)
        {
            if (magic == Unversioned) JudgeCounts(cursor, member, facts);
            facts.AddGap(CoverageGapKind.Unsupported, member, 0, "The file is of the GGML family before GGUF, in a form that each program defines for itself; it is not read.");
            return;
        }

        facts.HeadersRead++;
        var trouble = magic == Adapter ? SkipNumbers(cursor, 2) : ReadVocabulary(cursor);
        long tensors = 0, bytes = 0;
        while (trouble is null && cursor.Remaining > 0)
        {
            facts.Token.ThrowIfCancellationRequested();
            trouble = ReadTensor(cursor, isAligned: magic is Mapped or Adapter, ref bytes);
            tensors++;
        }

        facts.AddTensors(tensors, bytes);
        if (trouble is null && !cursor.HasEnded) return;
        facts.AddDefect(HeaderDefectKind.OutOfBounds, member, cursor.Position, tensors == 0 ? "header" : $"tensor {tensors}", trouble ?? "The header leaves the file.");
        facts.AddGap(CoverageGapKind.Malformed, member, cursor.Position, "The file cannot be read to its end.");
    }

    /// <summary>Every program of the family begins with the number of its words or the length of its name; what no model has, an unchecked reader allocates.</summary>
    private static void JudgeCounts(GgufCursor cursor, string? member, FactsBuilder facts)
    {
        var number = cursor.UInt32();
        if (cursor.HasEnded || number <= LargestNumber) return;
        facts.HeadersRead++;
        facts.AddDefect(HeaderDefectKind.OutOfBounds, member, cursor.Position - 4, "first number", $"The first number of the header is {(int)number}, which counts nothing that a model has.");
    }

    private static string? SkipNumbers(GgufCursor cursor, int count)
    {
        cursor.Skip(4L * count);
        return cursor.HasEnded ? "The header is cut off." : null;
    }

    private static string? ReadVocabulary(GgufCursor cursor)
    {
        var words = cursor.UInt32();
        if (SkipNumbers(cursor, HeaderNumbers - 1) is { } trouble) return trouble;
        if (words > cursor.Remaining / 8) return $"The vocabulary claims {words} words, for which the {cursor.Remaining} bytes behind the header have no room.";
        for (var i = 0u; i < words; i++)
        {
            var length = cursor.UInt32();
            if (length > Math.Min(LongestText, cursor.Remaining)) return $"Word {i} of the vocabulary claims {length} bytes, {cursor.Remaining} are left.";
            cursor.Skip(length + 4L);
            if (cursor.HasEnded) return "The vocabulary leaves the file.";
        }

        return null;
    }

    private static string? ReadTensor(GgufCursor cursor, bool isAligned, ref long bytes)
    {
        var dimensions = cursor.UInt32();
        var length = cursor.UInt32();
        var type = cursor.UInt32();
        if (cursor.HasEnded || dimensions is 0 or > MostDimensions || length > Math.Min(LongestText, cursor.Remaining)) return $"A tensor claims {dimensions} dimensions and a name of {length} bytes.";
        UInt128 elements = 1;
        for (var i = 0; i < dimensions; i++) elements *= cursor.UInt32();
        cursor.Skip(length);
        if (isAligned) cursor.Skip((Alignment - (cursor.Position % Alignment)) % Alignment);
        if (cursor.HasEnded) return "The header of a tensor leaves the file.";
        if (elements > long.MaxValue) return "The dimensions of a tensor leave 64 bits.";
        if (GgmlType.Block(type) is not { } block) return $"A tensor has the type {type}, which the format does not know.";
        var size = elements / (uint)block.Elements * (uint)block.Bytes;
        if (size > (UInt128)cursor.Remaining) return $"A tensor claims {size} bytes, {cursor.Remaining} are left.";
        cursor.Skip((long)size);
        bytes += (long)size;
        return null;
    }
}
