using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>
/// Reads Arrow IPC files and streams message by message. A file is read as the stream that it holds, and its footer is held against what stands there.
/// </summary>
internal sealed class ArrowTable
{
    private const int Prefix = 8;
    private const int SchemaMessage = 1, DictionaryMessage = 2, BatchMessage = 3;
    private const int LegacyVersion = 3;
    private const uint Continuation = 0xFFFFFFFF;

    private readonly ByteSource _source;
    private readonly CellSink _sink;
    private readonly FormatLimits _limits;
    private readonly CancellationToken _token;
    private readonly Dictionary<long, ArrowField> _dictionaryFields = [];
    private readonly Dictionary<long, ArrowArray> _dictionaries = [];
    private readonly List<ArrowColumn> _columns = [];
    private readonly List<long> _batches = [];
    private IReadOnlyList<ArrowField>? _fields;
    private string? _unread;

    private ArrowTable(ByteSource source, CellSink sink, FormatLimits limits, CancellationToken token) => (_source, _sink, _limits, _token) = (source, sink, limits, token);

    private static ReadOnlySpan<byte> FileMagic => "ARROW1"u8;

    /// <summary>Whether bytes begin a stream: a schema message comes first.</summary>
    internal static bool IsStream(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16) return false;
        var word = BinaryPrimitives.ReadUInt32LittleEndian(head);
        var start = word == Continuation ? Prefix : Prefix / 2;
        var length = word == Continuation ? BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) : word;
        if (length is < 16 or > 1 << 20) return false;
        try
        {
            // The table of the message stands near its beginning; what it refers to may lie beyond the head.
            var message = FlatView.Root(head[start..(int)Math.Min(head.Length, start + (long)length)].ToArray());
            return message.Byte(1) == SchemaMessage && message.Short(0) is >= 0 and <= 4 && message.Long(3) == 0 && message.Table(2) is not null;
        }
        catch (ArtifactException)
        {
            return false;
        }
    }

    internal static DatasetFacts Read(DatasetFacts facts, ByteSource source, CellSink sink, DatasetSettings settings, CancellationToken token)
    {
        Span<byte> magic = stackalloc byte[6];
        source.Read(0, magic);
        var isFile = magic.SequenceEqual(FileMagic);
        var table = new ArrowTable(source, sink, settings.Formats, token);
        var (footerAt, footer) = isFile ? table.Footer() : (source.Length, null);
        if (!table.ReadMessages(isFile ? Prefix : 0, footerAt)) return facts with { Format = DatasetFormat.Other, FormatName = $"{facts.FormatName} of high byte first" };
        if (footer is not null && sink.IsOpen) table.Compare(footer);
        if (table._fields is null) throw FlatView.Malformed("The Arrow data has no schema.");
        if (table._unread is { } name) sink.Leave($"the column '{name}' has a type that is not read");
        return facts;
    }

    /// <summary>The footer of a file and where it begins.</summary>
    private (long At, byte[] Bytes) Footer()
    {
        Span<byte> tail = stackalloc byte[10];
        if (_source.Length < 24 || _source.Read(_source.Length - tail.Length, tail) < tail.Length || !tail[4..].SequenceEqual(FileMagic)) throw FlatView.Malformed("The Arrow file has no footer, its end is missing.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        var at = _source.Length - tail.Length - length;
        if (length < 8 || at < Prefix) throw FlatView.Malformed("The footer of the Arrow file claims to be longer than the file.");
        CheckLength(length);
        var bytes = new byte[length];
        _source.Read(at, bytes);
        return (at, bytes);
    }

    private void Compare(byte[] footer)
    {
        const int BlockLength = 24;
        var view = FlatView.Root(footer);
        var (at, count) = view.Vector(3, BlockLength);
        var listed = new List<long>();
        for (var i = 0; i < count; i++) listed.Add(view.LongAt(at + (i * BlockLength)));
        if (!listed.Order().SequenceEqual(_batches)) _sink.Leave($"the footer lists {count} record batches at other places than the {_batches.Count} that stand in the file; readers differ in which they take");
    }

    /// <returns>False where the data is of the other byte order.</returns>
    private bool ReadMessages(long at, long end)
    {
        Span<byte> prefix = stackalloc byte[Prefix];
        while (at < end && _sink.IsOpen)
        {
            _token.ThrowIfCancellationRequested();
            var start = at;
            var read = _source.Read(at, prefix);
            if (read < 4) throw FlatView.Malformed("The Arrow data breaks off between two messages.");
            var word = BinaryPrimitives.ReadUInt32LittleEndian(prefix);
            if (word == Continuation && read < Prefix) throw FlatView.Malformed("The Arrow data breaks off between two messages.");
            var length = word == Continuation ? BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]) : (int)word;
            at += word == Continuation ? Prefix : Prefix / 2;
            if (length == 0) break;
            if (length < 0 || length > end - at) throw FlatView.Malformed($"A message of the Arrow data at offset {start} claims {length} bytes, which leave the file.");
            CheckLength(length);
            var bytes = new byte[length];
            _source.Read(at, bytes);
            at += length;
            var message = FlatView.Root(bytes);
            var body = message.Long(3);
            if (body < 0 || body > end - at) throw FlatView.Malformed($"A message of the Arrow data at offset {start} claims a body of {body} bytes, which leave the file.");
            if (!Take(message, bytes.Length, start, _source.Slice(at, body))) return false;
            at += body;
            _sink.Report(at);
        }

        return true;
    }

    private bool Take(FlatView message, int size, long start, ByteSource body)
    {
        if (message.Table(2) is not { } header) throw FlatView.Malformed("A message of the Arrow data is empty.");
        var hasUnionValidity = message.Short(0) <= LegacyVersion;
        switch (message.Byte(1))
        {
            case SchemaMessage when _fields is null:
                if (header.Short(0) != 0) return false;
                TakeSchema(header, size);
                break;
            case SchemaMessage:
                throw FlatView.Malformed("The Arrow data has a second schema.");
            case DictionaryMessage when _fields is not null:
                TakeDictionary(header, body, hasUnionValidity);
                break;
            case BatchMessage when _fields is not null:
                _batches.Add(start);
                TakeBatch(header, body, hasUnionValidity);
                break;
            default:
                throw FlatView.Malformed("A message of the Arrow data is of another kind than a table has, or stands before its schema.");
        }

        return true;
    }

    private void TakeSchema(FlatView schema, int size)
    {
        var budget = size / 8;
        var (at, count) = schema.Vector(1, 4);
        var fields = new List<ArrowField>();
        for (var i = 0; i < count; i++) fields.Add(ArrowField.Read(schema.Element(at, i), 0, ref budget));
        _fields = fields;
        for (var i = 0; i < fields.Count; i++)
        {
            Register(fields[i]);
            foreach (var column in ArrowColumn.Of(fields[i], i))
            {
                _columns.Add(column);
                _sink.AddColumn(column.Name, column.IsRepeated);
                if (!column.IsRead) _unread ??= column.Name;
            }
        }
    }

    private void Register(ArrowField field)
    {
        if (field.Dictionary is { } id) _dictionaryFields.TryAdd(id, field);
        foreach (var child in field.Children) Register(child);
    }

    private void TakeDictionary(FlatView header, ByteSource body, bool hasUnionValidity)
    {
        var id = header.Long(0);
        if (!_dictionaryFields.TryGetValue(id, out var field) || header.Table(1) is not { } data) throw FlatView.Malformed("The Arrow data has a dictionary that no column refers to.");
        var isDelta = header.Byte(2) != 0;
        var (_, arrays) = ArrowBatch.Read(data, [field], isDictionary: true, body, _limits, hasUnionValidity, _token);
        if (isDelta && _dictionaries.ContainsKey(id))
        {
            _sink.Leave("a dictionary is extended by a later message, which is not read");
            return;
        }

        _dictionaries[id] = arrays[0];
    }

    private void TakeBatch(FlatView header, ByteSource body, bool hasUnionValidity)
    {
        var (rows, arrays) = ArrowBatch.Read(header, _fields!, isDictionary: false, body, _limits, hasUnionValidity, _token);
        if (rows == 0) return;
        _sink.BeginRows((int)rows);
        for (var i = 0; i < _columns.Count && _sink.IsOpen; i++)
        {
            var column = _columns[i];
            if (!column.IsRead) continue;
            _sink.BeginColumn(i);
            var array = arrays[column.Steps[0]];
            for (var row = 0; row < rows && _sink.IsOpen; row++) column.Add(_sink, row, array, _dictionaries);
        }

        _sink.EndRows();
    }

    private void CheckLength(int length)
    {
        if (length <= _limits.MetadataBytes) return;
        throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The metadata has {length} bytes, more than the limit of {_limits.MetadataBytes} (metadataBytes).", "Raise metadataBytes in the settings if the file is trusted.");
    }
}
