using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>Finds the arrays of a record batch in its body.</summary>
internal sealed class ArrowBatch
{
    private const int PairLength = 16;

    private readonly FlatView _view;
    private readonly ByteSource _body;
    private readonly FormatLimits _limits;
    private readonly bool _hasUnionValidity;
    private readonly CancellationToken _token;
    private readonly (int At, int Count) _nodes;
    private readonly (int At, int Count) _buffers;
    private readonly (int At, int Count) _variadic;
    private readonly int _codec = -1;
    private int _node;
    private int _buffer;
    private int _counts;

    private ArrowBatch(FlatView view, ByteSource body, FormatLimits limits, bool hasUnionValidity, CancellationToken token)
    {
        (_view, _body, _limits, _hasUnionValidity, _token) = (view, body, limits, hasUnionValidity, token);
        (_nodes, _buffers, _variadic) = (view.Vector(1, PairLength), view.Vector(2, PairLength), view.Vector(4, 8));
        if (view.Table(3) is { } compression) _codec = compression.Byte(0);
    }

    /// <summary>The arrays of the fields, and the number of rows.</summary>
    internal static (long Rows, IReadOnlyList<ArrowArray> Arrays) Read(
        FlatView view, IReadOnlyList<ArrowField> fields, bool isDictionary, ByteSource body, FormatLimits limits, bool hasUnionValidity, CancellationToken token)
    {
        var rows = view.Long(0);
        if (rows < 0) throw FlatView.Malformed("A record batch of the Arrow data has less than no rows.");
        if (rows > limits.GroupRows)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A record batch has {rows} rows, more than the limit of {limits.GroupRows} (groupRows).", "Raise groupRows in the settings if the file is trusted.");
        var batch = new ArrowBatch(view, body, limits, hasUnionValidity, token);
        var arrays = new List<ArrowArray>();
        foreach (var field in fields)
        {
            var array = batch.Array(field, isIndex: !isDictionary && field.Dictionary is not null);
            if (array.Length != rows) throw FlatView.Malformed($"The column '{field.Name}' has {array.Length} values in a record batch of {rows} rows.");
            arrays.Add(array);
        }

        return (rows, arrays);
    }

    private ArrowArray Array(ArrowField field, bool isIndex)
    {
        if (_node >= _nodes.Count) throw FlatView.Malformed("A record batch of the Arrow data has fewer arrays than its schema.");
        var at = _nodes.At + (_node++ * PairLength);
        var (length, nulls) = (_view.LongAt(at), _view.LongAt(at + 8));
        if (length < 0) throw FlatView.Malformed("An array of the Arrow data has less than no values.");
        var hasValidity = isIndex || field.Type switch
        {
            ArrowType.Null or ArrowType.RunEndEncoded => false,
            ArrowType.Union => _hasUnionValidity,
            _ => true,
        };
        var validity = hasValidity ? Next() : null;
        if (validity is not null && (nulls == 0 || validity.Length == 0))
        {
            if (nulls > 0) throw FlatView.Malformed($"The column '{field.Name}' lacks values and does not say which.");
            validity = null;
        }

        var buffers = new List<ArrowBuffer>();
        for (var left = isIndex ? 1 : BuffersOf(field); left > 0; left--) buffers.Add(Next());
        if (isIndex) return new(field, length, validity, buffers, [], IsIndex: true);
        var children = new List<ArrowArray>();
        foreach (var child in field.Children) children.Add(Array(child, isIndex: child.Dictionary is not null));
        return new(field, length, validity, buffers, children, IsIndex: false);
    }

    private int BuffersOf(ArrowField field)
    {
        switch (field.Type)
        {
            case ArrowType.Null or ArrowType.Struct or ArrowType.FixedSizeList or ArrowType.RunEndEncoded:
                return 0;
            case ArrowType.Binary or ArrowType.Utf8 or ArrowType.LargeBinary or ArrowType.LargeUtf8 or ArrowType.ListView or ArrowType.LargeListView:
                return 2;
            case ArrowType.Union:
                return field.IsDense ? 2 : 1;
            case ArrowType.BinaryView or ArrowType.Utf8View:
                if (_counts >= _variadic.Count) throw FlatView.Malformed("A record batch of the Arrow data does not say how many buffers its texts have.");
                var count = _view.LongAt(_variadic.At + (_counts++ * 8));
                return count >= 0 && count <= _buffers.Count ? (int)count + 1 : throw FlatView.Malformed("A record batch of the Arrow data claims more buffers than it has.");
            default:
                return 1;
        }
    }

    private ArrowBuffer Next()
    {
        if (_buffer >= _buffers.Count) throw FlatView.Malformed("A record batch of the Arrow data has fewer buffers than its schema.");
        var at = _buffers.At + (_buffer++ * PairLength);
        var (offset, length) = (_view.LongAt(at), _view.LongAt(at + 8));
        if (offset < 0 || length < 0 || offset > _body.Length - length) throw FlatView.Malformed("A buffer of the Arrow data stands outside of its record batch.");
        if (length == 0) return ArrowBuffer.Empty;
        var content = _body.Slice(offset, length);
        return new(_codec < 0 ? content : Unpack(content), _limits.PageBytes);
    }

    private ByteSource Unpack(ByteSource packed)
    {
        const int Head = 8;
        Span<byte> head = stackalloc byte[Head];
        if (packed.Read(0, head) < Head) throw FlatView.Malformed("A packed buffer of the Arrow data breaks off.");
        var length = BinaryPrimitives.ReadInt64LittleEndian(head);
        var data = packed.Slice(Head, packed.Length);
        if (length == -1) return data;
        if (length < 0) throw FlatView.Malformed("A packed buffer of the Arrow data has less than no bytes.");
        if (length > _limits.PageBytes)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A packed buffer has {length} bytes, more than the limit of {_limits.PageBytes} (pageBytes).", "Raise pageBytes in the settings if the file is trusted.");
        var format = _codec switch { 0 => ArtifactFormat.Lz4, 1 => ArtifactFormat.Zstandard, _ => throw FlatView.Malformed($"The buffers of the Arrow data are packed by a codec with the number {_codec}, which Arrow does not know.") };
        if (length == 0) return new MemorySource(default);
        return BlockDecompressor.Expanded(data, format, (int)length, _limits.ToArtifactLimits(), _token) ?? throw FlatView.Malformed("A packed buffer of the Arrow data cannot be unpacked to the length that it states.");
    }
}
