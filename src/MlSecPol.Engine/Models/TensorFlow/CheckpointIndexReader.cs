using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>
/// Reads the index of a TensorFlow checkpoint: a sorted table of blocks (the form of LevelDB) with an entry a tensor that says where its bytes are in the
/// data files. Those files are raw numbers and hold nothing that acts.
/// </summary>
internal sealed class CheckpointIndexReader
{
    private const string Extension = ".index";
    private const int FooterLength = 48;
    private const int TrailerLength = 5;
    private const byte Snappy = 1;
    private const ulong ShardsTag = 1 << 3;
    private const int LongestBlock = 64 << 20;
    private const int MostBlocks = 1_000_000;

    private readonly ByteSource _content;
    private readonly string? _member;
    private readonly FactsBuilder _facts;
    private readonly List<(string Name, int Shard, long Offset, long Size)> _tensors = [];
    private long _shards = 1;

    private CheckpointIndexReader(ByteSource content, string? member, FactsBuilder facts)
    {
        _content = content;
        _member = member;
        _facts = facts;
    }

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var reader = new CheckpointIndexReader(content, member, facts);
        Span<byte> footer = stackalloc byte[FooterLength];
        var at = 0;
        if (content.Read(content.Length - FooterLength, footer) < FooterLength || !Varint(footer, ref at, out _) || !Varint(footer, ref at, out _)
            || !Varint(footer, ref at, out var offset) || !Varint(footer, ref at, out var size))
        {
            reader.Broken(content.Length, "The footer of the table is broken.");
            return;
        }

        reader.Blocks(offset, size);
        reader.Compare();
        if (member is null && name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) reader.Explain(name[..^Extension.Length]);
    }

    private void Blocks(ulong offset, ulong size)
    {
        var blocks = new List<(ulong Offset, ulong Size)>();
        Entries(offset, size, (_, value) =>
        {
            var at = 0;
            if (Varint(value, ref at, out var blockAt) && Varint(value, ref at, out var blockSize) && blocks.Count < MostBlocks) blocks.Add((blockAt, blockSize));
            return true;
        });
        ulong total = 0;
        foreach (var block in blocks)
        {
            // Blocks do not overlap, so that all together are no longer than the file.
            if ((total += Math.Min(block.Size, (ulong)_content.Length)) > (ulong)_content.Length)
            {
                Broken((long)block.Offset, "The blocks of the table overlap.");
                return;
            }

            if (!Entries(block.Offset, block.Size, Tensor)) return;
        }
    }

    private delegate bool Entry(string key, ReadOnlySpan<byte> value);

    private bool Entries(ulong offset, ulong size, Entry take)
    {
        if (size is < 4 or > LongestBlock || offset > (ulong)_content.Length || size + TrailerLength > (ulong)_content.Length - offset)
        {
            _facts.AddDefect(HeaderDefectKind.OutOfBounds, _member, (long)Math.Min(offset, long.MaxValue), "block", $"A block of the table claims {size} bytes at byte {offset}; the file has {_content.Length}.");
            return Broken((long)Math.Min(offset, (ulong)_content.Length), "A block of the table is not there.");
        }

        var block = new byte[size + 1];
        if (_content.Read((long)offset, block) < block.Length) return Broken((long)offset, "A block of the table is not there.");
        ReadOnlySpan<byte> plain = block.AsSpan(0, (int)size);
        if (block[^1] == Snappy) plain = SnappyBlock.Expand(plain, LongestBlock);
        else if (block[^1] != 0) return Broken((long)offset, "A block of the table is compressed in an unknown way.");
        if (plain.Length < 4) return Broken((long)offset, "A compressed block of the table is broken.");
        var restarts = BinaryPrimitives.ReadUInt32LittleEndian(plain[^4..]);
        if (restarts > (plain.Length - 4) / 4) return Broken((long)offset, "A block of the table has more restarts than bytes.");
        return Entries(plain[..^(4 + ((int)restarts * 4))], (long)offset, take);
    }

    private bool Entries(ReadOnlySpan<byte> data, long offset, Entry take)
    {
        var key = new List<byte>();
        for (var at = 0; at < data.Length;)
        {
            _facts.Token.ThrowIfCancellationRequested();
            if (!Varint(data, ref at, out var shared) || !Varint(data, ref at, out var own) || !Varint(data, ref at, out var length)
                || shared > (ulong)key.Count || own > (ulong)(data.Length - at) || length > (ulong)(data.Length - at) - own)
                return Broken(offset + at, "An entry of the table leaves its block.");
            key.RemoveRange((int)shared, key.Count - (int)shared);
            key.AddRange(data.Slice(at, (int)own));
            at += (int)own;
            if (!take(Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(key)), data.Slice(at, (int)length))) return false;
            at += (int)length;
        }

        return true;
    }

    private bool Tensor(string key, ReadOnlySpan<byte> value)
    {
        if (key.Length == 0) return Header(value);
        using var entry = new MemorySource(value.ToArray());
        var visitor = new EntryVisitor();
        WireWalker.Walk(entry, EntryVisitor.Schema["BundleEntryProto"], visitor, _member, _facts);
        _facts.HeadersRead--;
        var name = ShortText.Of(key);
        if (visitor.Offset < 0 || visitor.Size < 0 || visitor.Offset > long.MaxValue - visitor.Size)
            _facts.AddDefect(HeaderDefectKind.Overflow, _member, null, name, $"The tensor '{name}' claims {visitor.Size} bytes at byte {visitor.Offset} of its data file.");
        else if (!visitor.IsSliced) _tensors.Add((name, visitor.Shard, visitor.Offset, visitor.Size));
        if (visitor.Expected is { } expected && visitor.Size >= 0 && !visitor.IsSliced && expected != (UInt128)visitor.Size)
            _facts.AddDefect(HeaderDefectKind.SizeMismatch, _member, null, name, $"The tensor '{name}' has {visitor.Size} bytes; its shape and type make {expected}.");
        return true;
    }

    /// <summary>The first entry has no name and says in its first field in how many files the tensors are.</summary>
    private bool Header(ReadOnlySpan<byte> value)
    {
        var at = 0;
        if (Varint(value, ref at, out var tag) && tag == ShardsTag && Varint(value, ref at, out var shards)) _shards = (long)Math.Min(shards, int.MaxValue);
        return true;
    }

    /// <summary>Tells in which files beside the index the tensors are.</summary>
    private void Explain(string prefix)
    {
        foreach (var tensor in _tensors)
            _facts.AddExternal(new ExternalRange(string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{tensor.Shard:D5}-of-{_shards:D5}"), tensor.Name, tensor.Offset, tensor.Size));
    }

    private void Compare()
    {
        _tensors.Sort((a, b) => a.Shard != b.Shard ? a.Shard.CompareTo(b.Shard) : a.Offset.CompareTo(b.Offset));
        var (shard, reached, before) = (-1, 0L, string.Empty);
        foreach (var tensor in _tensors)
        {
            if (tensor.Shard != shard) (shard, reached) = (tensor.Shard, 0);
            if (tensor.Offset < reached && tensor.Size > 0)
                _facts.AddDefect(HeaderDefectKind.Overlap, _member, null, tensor.Name, $"The tensor '{tensor.Name}' begins at byte {tensor.Offset} of its data file, inside of '{before}'.");
            if (tensor.Offset + tensor.Size >= reached) (reached, before) = (tensor.Offset + tensor.Size, tensor.Name);
            _facts.AddTensors(1, tensor.Size);
        }
    }

    private bool Broken(long at, string reason)
    {
        _facts.AddGap(CoverageGapKind.Malformed, _member, Math.Max(0, at), reason);
        return false;
    }

    private static bool Varint(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70 && at < bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return true;
        }

        return false;
    }

    private sealed class EntryVisitor : ProtoVisitor
    {
        internal static ProtoSchema Schema { get; } = new(
            """
            BundleEntryProto
              1 dtype int
              2 shape Shape
              3 shard_id int
              4 offset int
              5 size int
              6 crc32c numbers
              7 slices blob*
            Shape
              2 dim Dimension*
              3 unknown_rank int
            Dimension
              1 size int
              2 name blob
            """);

        private UInt128 _elements = 1;
        private bool _hasSize;
        private long _type;

        internal int Shard { get; private set; }

        internal long Offset { get; private set; }

        internal long Size { get; private set; }

        internal bool IsSliced { get; private set; }

        /// <summary>Bytes that shape and type make; null where the type has no fixed width.</summary>
        internal UInt128? Expected => Width is { } width && _elements <= long.MaxValue ? _elements * (UInt128)width : null;

        // The framework's list of types.
        private int? Width => _type switch
        {
            4 or 6 or 10 or 11 or 12 => 1,
            5 or 14 or 17 or 19 => 2,
            1 or 3 or 13 or 22 => 4,
            2 or 8 or 9 or 23 => 8,
            18 => 16,
            _ => null,
        };

        internal override void Number(ProtoField field, long value)
        {
            switch (field.FullName)
            {
                case "BundleEntryProto.dtype":
                    _type = value;
                    break;
                case "BundleEntryProto.shard_id":
                    Shard = (int)value;
                    break;
                case "BundleEntryProto.offset":
                    Offset = value;
                    break;
                case "BundleEntryProto.size":
                    Size = value;
                    break;
                case "Dimension.size":
                    _hasSize = true;
                    _elements = value < 0 ? UInt128.MaxValue : _elements > long.MaxValue ? UInt128.MaxValue : _elements * (UInt128)value;
                    break;
            }
        }

        internal override void Leave(ProtoField field)
        {
            // A dimension of zero is not written at all.
            if (field.FullName != "Shape.dim") return;
            if (!_hasSize) _elements = 0;
            _hasSize = false;
        }

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length) => IsSliced |= field.Name == "slices";
    }
}
