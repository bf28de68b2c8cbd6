using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Keras;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>
/// Reads the metadata of an HDF5 file: every object that its groups lead to, what their links and storage point to outside of the file,
/// and the attributes in which Keras keeps its configuration. The data of arrays is never read.
/// </summary>
internal sealed class Hdf5Reader
{
    private const int LongestPath = 512;

    private readonly Hdf5Space _space;
    private readonly Hdf5GlobalHeap _heap;
    private readonly Hdf5Hazards _hazards;
    private readonly Hdf5Storage _storage;
    private readonly FactsBuilder _facts;
    private readonly int _depth;
    private readonly HashSet<long> _seen = [];
    private readonly Queue<(long Address, string Path)> _objects = new();
    private bool _isFull;

    private Hdf5Reader(Hdf5Space space, FactsBuilder facts, int depth)
    {
        _space = space;
        _facts = facts;
        _depth = depth;
        _heap = new Hdf5GlobalHeap(space);
        _hazards = new Hdf5Hazards(space);
        _storage = new Hdf5Storage(space, _heap, _hazards);
    }

    /// <summary>Reads the file that begins with its superblock.</summary>
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.KerasConfiguration);
        facts.HeadersRead++;
        var superblock = Hdf5Superblock.Read(content, member, facts);
        var reader = new Hdf5Reader(superblock.Space, facts, depth);
        if (superblock.End > content.Length)
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, 0, "superblock", $"The file ends at {content.Length}; by its superblock it ends at {superblock.End}.");
            facts.AddGap(CoverageGapKind.Truncated, member, content.Length, "The HDF5 file ends before its time.");
        }

        reader.Walk(superblock.Root);
        if (superblock.End >= 0 && superblock.End < content.Length) UnownedReader.Read(content, new ByteRange(superblock.End, content.Length), member, depth, facts);
    }

    private void Walk(long root)
    {
        Enqueue(root, "/");
        while (_objects.TryDequeue(out var next))
        {
            _facts.Token.ThrowIfCancellationRequested();
            try
            {
                ReadObject(next.Address, next.Path);
            }
            catch (ArtifactException e)
            {
                _facts.AddGap(e, _space.Member, Math.Max(0, next.Address));
                if (e.Kind == ArtifactErrorKind.LimitReached) return;
            }
        }
    }

    private void Enqueue(long address, string path)
    {
        if (!_seen.Add(address) || _isFull) return;
        if (_seen.Count > _facts.Limits.MembersPerArchive)
        {
            _isFull = true;
            _facts.AddGap(CoverageGapKind.LimitReached, _space.Member, address, $"The HDF5 file has more than {_facts.Limits.MembersPerArchive} objects (limit {nameof(ArtifactLimits.MembersPerArchive)}).");
            return;
        }

        _objects.Enqueue((address, path));
    }

    private void ReadObject(long address, string path)
    {
        var messages = Hdf5ObjectHeader.Read(_space, address);
        foreach (var message in messages)
        {
            // One broken message must not hide the next.
            try
            {
                ReadMessage(message, path, address);
            }
            catch (ArtifactException e) when (e.Kind != ArtifactErrorKind.LimitReached)
            {
                _facts.AddGap(e, _space.Member, address);
            }
        }

        if (messages.Exists(m => m.Type == Hdf5MessageType.Layout)) _storage.Judge(messages, path, address);
    }

    private void ReadMessage(Hdf5Message message, string path, long address)
    {
        switch (message.Type)
        {
            case Hdf5MessageType.Attribute when message.IsShared:
            case Hdf5MessageType.Link when message.IsShared:
                _facts.AddGap(CoverageGapKind.Unsupported, _space.Member, address, $"An attribute or link of '{path}' stands in the table of shared messages, which is not read.");
                break;
            case Hdf5MessageType.Attribute:
                ReadAttribute(message.Data.Span, path, address);
                break;
            case Hdf5MessageType.AttributeInfo:
                ReadDense(message.Data.Span, 2, attribute => ReadAttribute(attribute, path, address));
                break;
            case Hdf5MessageType.SymbolTable:
                Hdf5OldGroup.Read(_space, message.Data.Span, link => Follow(link, path, address));
                break;
            case Hdf5MessageType.Link:
                Follow(Hdf5Link.Read(_space, message.Data.Span), path, address);
                break;
            case Hdf5MessageType.LinkInfo:
                ReadDense(message.Data.Span, 8, link => Follow(Hdf5Link.Read(_space, link), path, address));
                break;
        }
    }

    private delegate void Item(ReadOnlySpan<byte> bytes);

    /// <summary>Reads attributes or links in dense storage, by the tree over their names.</summary>
    private void ReadDense(ReadOnlySpan<byte> info, int indexWidth, Item found)
    {
        const byte tracksOrder = 1;
        const int links = 5, attributes = 8, hashLength = 4, attributeIdLength = 8, sharedFlag = 2;
        var cursor = _space.Cursor(info);
        cursor.Skip(1);
        if ((cursor.Byte() & tracksOrder) != 0) cursor.Skip(indexWidth);
        var heapAddress = cursor.Address();
        var tree = cursor.Address();
        if (heapAddress == Hdf5Cursor.Undefined || tree == Hdf5Cursor.Undefined) return;
        var heap = new Hdf5FractalHeap(_space, heapAddress);
        Hdf5BTree2.Read(_space, tree, (type, record) =>
        {
            if (type == links) found(heap.Read(record[Math.Min(hashLength, record.Length)..]));
            else if (type != attributes) throw Hdf5Cursor.Malformed("a name index of another kind");
            else if (record.Length > attributeIdLength && (record[attributeIdLength] & sharedFlag) != 0)
                _facts.AddGap(CoverageGapKind.Unsupported, _space.Member, 0, "An attribute stands in the table of shared messages, which is not read.");
            else found(heap.Read(record[..Math.Min(attributeIdLength, record.Length)]));
        });
    }

    private void Follow(Hdf5Link link, string parent, long address)
    {
        var path = Join(parent, link.Name);
        switch (link.Kind)
        {
            case Hdf5LinkKind.Hard:
                Enqueue(link.Address, path);
                break;
            case Hdf5LinkKind.External:
                _hazards.External("hdf5:external-link", path, address, link.File!, $"'{ShortText.Of(path)}' is a link to another file: '{ShortText.Of(link.Path ?? string.Empty)}' in '{ShortText.Of(link.File!)}'.");
                break;
            case Hdf5LinkKind.UserDefined:
                _hazards.Add(HazardEffect.Opaque, "hdf5:user-defined-link", path, address, $"'{path}' is a link of a kind that only the program knows which registered it.");
                break;
        }
    }

    private void ReadAttribute(ReadOnlySpan<byte> message, string path, long address)
    {
        var attribute = Hdf5Attribute.Read(_space, _heap, message, IsConfiguration);
        if (attribute is { Name: "PSEUDOATOM", Values: [var atom, ..] } && atom.AsSpan().TrimEnd((byte)0).SequenceEqual("object"u8))
            _facts.AddGap(CoverageGapKind.Unsupported, _space.Member, address, $"The array '{path}' holds pickled objects, which are not read.");
        foreach (var value in attribute.Values)
        {
            if (value.Length == 0) continue;
            var place = Join(path, "@" + attribute.Name);
            if (IsConfiguration(attribute.Name)) KerasConfigurationReader.ReadAttribute(value, attribute.Name, _space.Member, place, _facts, _depth);

            // Some table libraries keep pickled attributes here, and load them when the file is opened.
            else if (FormatDetector.Sniff(value.AsSpan(0, Math.Min(value.Length, FormatDetector.HeadLength)), value.Length) == ArtifactFormat.Pickle)
                _facts.AddPickles(new MemorySource(value), ContentReader.Inside(_space.Member, place));
        }
    }

    private static bool IsConfiguration(string name) => name is "model_config" or "training_config";

    private static string Join(string parent, string name)
    {
        if (parent.Length > LongestPath) return parent;
        name = ShortText.Of(name, LongestPath);
        return parent.EndsWith('/') ? parent + name : parent + "/" + name;
    }
}
