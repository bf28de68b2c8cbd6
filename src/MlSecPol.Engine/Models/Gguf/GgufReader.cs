using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Gguf;

/// <summary>
/// Reads GGUF files, versions 1 to 3 in both byte orders: the metadata and the table of tensors, never the tensors. Every count and length
/// is compared with the bytes that are left before it is believed.
/// </summary>
internal static class GgufReader
{
    private const int LatestVersion = 3;
    private const uint UnlikelyVersion = 64;
    private const uint DefaultAlignment = 32;

    // A pair takes at least the length of its key, its type and one byte; a tensor at least a length, a number of dimensions, a type and an offset.
    private const int SmallestPair = 13;
    private const int SmallestTensor = 20;
    private const int MostDimensions = 4;
    private const int LongestName = 1 << 16;
    private const uint MostTypes = 128;
    private const int MostTensors = 1_000_000;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        Span<byte> magic = stackalloc byte[8];
        if (content.Read(0, magic) < magic.Length)
        {
            facts.HeadersRead++;
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, 0, "header", "The header of the GGUF file is cut off.");
            facts.AddGap(CoverageGapKind.Truncated, member, 0, "The header of the GGUF file is not there.");
            return;
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(magic[4..]);
        var isBigEndian = magic.StartsWith("FUGG"u8) || (version & 0xFFFF) == 0;
        if (isBigEndian) version = BinaryPrimitives.ReverseEndianness(version);
        if (version is 0 or > LatestVersion)
        {
            if (version is 0 or > UnlikelyVersion)
            {
                facts.HeadersRead++;
                facts.AddDefect(HeaderDefectKind.Malformed, member, 4, "version", $"The GGUF file claims the version {version}, which does not exist.");
            }

            facts.AddGap(CoverageGapKind.Unsupported, member, 4, $"The GGUF file is of version {version}; versions 1 to {LatestVersion} are read.");
            return;
        }

        facts.HeadersRead++;
        var cursor = new GgufCursor(content) { IsBigEndian = isBigEndian };
        cursor.Skip(8);
        var metadata = new GgufMetadata(cursor, version, member, facts);
        var tensors = metadata.Length();
        var pairs = metadata.Length();
        if (!Plausible("metadata pairs", pairs, SmallestPair, cursor, member, facts) | !Plausible("tensors", tensors, SmallestTensor, cursor, member, facts)) return;
        if (!metadata.Read((long)pairs))
        {
            facts.AddGap(CoverageGapKind.Malformed, member, cursor.Position, "The metadata of the GGUF file cannot be read to their end.");
            return;
        }

        var table = ReadTensors(cursor, (long)tensors, metadata, member, facts);
        if (table is not null) Compare(content, cursor.Position, metadata.Alignment ?? DefaultAlignment, table, member, depth, facts);
    }

    private static bool Plausible(string what, ulong count, int smallest, GgufCursor cursor, string? member, FactsBuilder facts)
    {
        if (!cursor.HasEnded && count <= (ulong)(cursor.Remaining / smallest)) return true;
        facts.AddDefect(
            HeaderDefectKind.OutOfBounds, member, 8, what, $"The header claims {count} {what}, for which the {cursor.Remaining} bytes behind it have no room; native readers multiply such counts.", "count");
        facts.AddGap(CoverageGapKind.Malformed, member, cursor.Position, $"The number of {what} cannot be true.");
        return false;
    }

    private static List<GgufTensor>? ReadTensors(GgufCursor cursor, long count, GgufMetadata metadata, string? member, FactsBuilder facts)
    {
        if (count > MostTensors)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, cursor.Position, $"The table names more than {MostTensors} tensors.");
            return null;
        }

        var names = new HashSet<UInt128>();
        var table = new List<GgufTensor>((int)Math.Min(count, 4096));
        for (long i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            var start = cursor.Position;
            var length = metadata.Length();
            if (length > LongestName || length > (ulong)cursor.Remaining)
            {
                metadata.Defect(HeaderDefectKind.OutOfBounds, start, $"tensor {i}", $"The name of tensor {i} claims {length} bytes.", "text-length");
                break;
            }

            var name = ShortText.Of(cursor.Text((int)length));
            if (!names.Add(Hash(name))) metadata.Defect(HeaderDefectKind.DuplicateKey, start, name, $"Tensor '{name}' stands in the table twice; readers differ in which they take.");
            var dimensions = cursor.UInt32();
            if (dimensions > MostDimensions)
            {
                metadata.Defect(
                    HeaderDefectKind.Malformed, start, name, $"Tensor '{name}' claims {dimensions} dimensions; readers keep {MostDimensions}, and unchecked ones write beyond them.", "dimensions");
                break;
            }

            ulong elements = 1, first = 1;
            var overflows = false;
            for (var d = 0; d < dimensions; d++)
            {
                var size = metadata.Length();
                if (d == 0) first = size;
                if (size == 0) metadata.Defect(HeaderDefectKind.Malformed, start, name, $"Tensor '{name}' has a dimension of 0, by which native readers divide.");
                overflows |= size > long.MaxValue || (size != 0 && elements > long.MaxValue / size);
                elements = unchecked(elements * size);
            }

            var type = cursor.UInt32();
            var offset = cursor.UInt64();
            if (cursor.HasEnded) break;
            table.Add(Judge(new GgufTensor(name, offset, null, start), type, first, overflows ? null : elements, metadata));
        }

        if (table.Count == count) return table;
        facts.AddGap(CoverageGapKind.Malformed, member, cursor.Position, "The table of tensors cannot be read to its end.");
        if (cursor.HasEnded) metadata.Defect(HeaderDefectKind.OutOfBounds, cursor.Position, "tensors", $"The table of {count} tensors leaves the file.");
        return null;
    }

    private static GgufTensor Judge(GgufTensor tensor, uint type, ulong firstDimension, ulong? elements, GgufMetadata metadata)
    {
        if (elements is null)
        {
            metadata.Defect(HeaderDefectKind.Overflow, tensor.Header, tensor.Name, $"The dimensions of tensor '{tensor.Name}' leave 64 bits; a reader that multiplies them allocates too little.", "dimensions");
            return tensor;
        }

        if (GgmlType.Block(type) is not { } block)
        {
            metadata.Defect(type < MostTypes ? HeaderDefectKind.UnknownType : HeaderDefectKind.Malformed, tensor.Header, tensor.Name, $"Tensor '{tensor.Name}' has the type {type}, which the format does not know.");
            return tensor;
        }

        if (firstDimension % (ulong)block.Elements != 0)
        {
            metadata.Defect(HeaderDefectKind.SizeMismatch, tensor.Header, tensor.Name, $"Rows of tensor '{tensor.Name}' have {firstDimension} elements, which are no whole blocks of {block.Elements}.");
            return tensor;
        }

        var bytes = (UInt128)(elements.Value / (ulong)block.Elements) * (ulong)block.Bytes;
        if (bytes <= long.MaxValue) return tensor with { Size = (long)bytes };
        metadata.Defect(HeaderDefectKind.Overflow, tensor.Header, tensor.Name, $"The size of tensor '{tensor.Name}' leaves 64 bits.", "dimensions");
        return tensor;
    }

    private static void Compare(ByteSource content, long tableEnd, uint alignment, List<GgufTensor> table, string? member, int depth, FactsBuilder facts)
    {
        var start = tableEnd + ((alignment - (tableEnd % alignment)) % alignment);
        var length = Math.Max(0, content.Length - start);
        table.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        ulong reached = 0;
        long bytes = 0;
        var defects = 0;
        foreach (var tensor in table)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (tensor.Offset % alignment != 0) Add(HeaderDefectKind.Malformed, tensor, $"Tensor '{tensor.Name}' begins at {tensor.Offset}, which the alignment of {alignment} does not divide.");
            if (tensor.Offset > (ulong)length || (tensor.Size is { } size && (ulong)size > (ulong)length - tensor.Offset))
                Add(HeaderDefectKind.OutOfBounds, tensor, $"Tensor '{tensor.Name}' takes {tensor.Size ?? 0} bytes from {tensor.Offset} on, of which the file has {length}; readers that trust it read foreign memory.", "tensor-range");
            if (tensor.Offset < reached && tensor.Size > 0) Add(HeaderDefectKind.Overlap, tensor, $"Tensor '{tensor.Name}' begins at {tensor.Offset}, inside the tensor before it, which ends at {reached}.");
            else if (tensor.Offset - Math.Min(reached, tensor.Offset) >= alignment && tensor.Offset <= (ulong)length && table.TrueForAll(t => t.Size is not null))
                NoteHole((long)reached, (long)tensor.Offset);
            if (tensor.Size is { } known)
            {
                reached = Math.Max(reached, tensor.Offset > long.MaxValue ? reached : tensor.Offset + (ulong)known);
                bytes = known > long.MaxValue - bytes ? long.MaxValue : bytes + known;
            }
        }

        facts.AddTensors(table.Count, bytes);
        if (table.TrueForAll(t => t.Size is not null) && reached <= (ulong)length && ((ulong)length - reached >= alignment || !IsPadding((long)reached))) NoteHole((long)reached, length);

        bool IsPadding(long from)
        {
            var rest = new byte[length - from];
            return rest.AsSpan(0, content.Read(start + from, rest)).IndexOfAnyExcept((byte)0) < 0;
        }

        void Add(HeaderDefectKind kind, GgufTensor tensor, string detail, string? claim = null)
        {
            if (defects++ < GgufMetadata.MostDefects) facts.AddDefect(kind, member, tensor.Header, tensor.Name, detail, claim);
        }

        void NoteHole(long from, long to)
        {
            if (defects++ >= GgufMetadata.MostDefects) return;
            facts.AddDefect(HeaderDefectKind.Hole, member, start + from, $"data from {from}", $"{to - from} bytes of the data from byte {from} on belong to no tensor.");
            UnownedReader.Read(content, new ByteRange(start + from, start + to), member, depth, facts);
        }
    }

    internal static UInt128 Hash(string text) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()));

    internal static bool IsAlignment(uint value) => value > 0 && BitOperations.IsPow2(value);
}
