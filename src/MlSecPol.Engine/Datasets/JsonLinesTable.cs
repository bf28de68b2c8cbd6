using System.IO.Hashing;
using System.Text.Json;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Feeds the lines of a JSON Lines text to a table. Nested members become columns with dotted names, elements of arrays share one column <c>name[]</c>. Values are
/// read in place, without a document.
/// </summary>
internal sealed class JsonLinesTable(RecordBuffer buffer, TableAccumulator table, DatasetSettings settings, CancellationToken token)
{
    private readonly LineRecords _lines = new(buffer);
    private readonly JsonColumns _columns = new(table, settings.Limits);
    private readonly List<(int PathLength, bool IsArray)> _levels = [];
    private byte[] _text = [];
    private UInt128 _rowHash;
    private uint _ordinal;
    private bool _hasDuplicateMember;
    private bool _hasInvalidString;
    private long _pendingBlanks;
    private long _line = table.Rows + table.MalformedCount;

    internal void Read()
    {
        ReadStatus status;
        while ((status = _lines.Read()) == ReadStatus.Record)
        {
            token.ThrowIfCancellationRequested();
            var line = _lines.Line;
            if (line.Trim(" \t"u8).IsEmpty)
            {
                _pendingBlanks++;
                continue;
            }

            _line++;
            for (; _pendingBlanks > 0; _pendingBlanks--) table.BlankRows.Add(_line, offset: null);
            AddLine(line);
            if (table.Gap is not null) return;
            if (table.MalformedCount < settings.Limits.MaximumMalformedRecords) continue;
            table.Gap = new($"more malformed records than the limit of {settings.Limits.MaximumMalformedRecords} (maximumMalformedRecords)", _line, _lines.Offset);
            return;
        }

        if (status == ReadStatus.RecordTooLong)
            table.Gap = new($"a record is longer than the limit of {settings.Limits.MaximumRecordBytes} bytes (maximumRecordBytes)", _line + 1, _lines.Offset);
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)0)) table.AddMalformed(MalformedKind.NulByte, _line, _lines.Offset + line.IndexOf((byte)0));
        // Validated before any of it counts: a line that breaks off leaves no half row behind.
        if (!TryValidate(line, out var isObject))
        {
            table.AddMalformed(MalformedKind.InvalidJson, _line, _lines.Offset);
            AddTextFlaws(line, column: null);
            return;
        }

        if (!isObject)
        {
            table.AddMalformed(MalformedKind.NotAnObject, _line, _lines.Offset);
            AddTextFlaws(line, column: null);
            return;
        }

        table.Rows++;
        _rowHash = UInt128.Zero;
        _ordinal = 0;
        _hasDuplicateMember = _hasInvalidString = false;
        AddObject(line);
        if (_hasDuplicateMember) table.AddMalformed(MalformedKind.DuplicateMember, _line, _lines.Offset);
        if (_hasInvalidString) table.AddMalformed(MalformedKind.InvalidString, _line, _lines.Offset);
        if (table.Gap is null) table.AddRowHash(_rowHash, _line);
    }

    private Utf8JsonReader ReaderOf(ReadOnlySpan<byte> line) => new(line, new JsonReaderOptions { MaxDepth = settings.Limits.MaximumJsonDepth });

    private bool TryValidate(ReadOnlySpan<byte> line, out bool isObject)
    {
        var reader = ReaderOf(line);
        isObject = false;
        try
        {
            isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void AddObject(ReadOnlySpan<byte> line)
    {
        var traits = TableAccumulator.Inspect(line);
        var mayHide = (traits & RecordTraits.Invisible) != 0 || line.IndexOf("\\u"u8) >= 0;
        var reader = ReaderOf(line);
        _levels.Clear();
        _columns.Reset();
        while (reader.Read() && table.Gap is null)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _columns.Truncate(_levels[^1].PathLength);
                    if (TryText(ref reader, out var name)) _columns.AppendMember(name);
                    break;
                case JsonTokenType.StartArray:
                    _columns.AppendArray();
                    _levels.Add((_columns.PathLength, true));
                    break;
                case JsonTokenType.StartObject:
                    _levels.Add((_columns.PathLength, false));
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    _levels.RemoveAt(_levels.Count - 1);
                    if (_levels.Count > 0) _columns.Truncate(_levels[^1].PathLength);
                    break;
                default:
                    AddValue(ref reader, traits, mayHide);
                    if (_levels[^1].IsArray) _columns.Truncate(_levels[^1].PathLength);
                    break;
            }
        }
    }

    private void AddValue(ref Utf8JsonReader reader, RecordTraits traits, bool mayHide)
    {
        if (_columns.Current() is not { } column)
        {
            var reason = $"the records have more members than the limit of {settings.Limits.MaximumColumns} columns (maximumColumns), or names longer than a record may be";
            table.Gap = new(reason, _line, _lines.Offset);
            return;
        }

        if (column.LastRow == _line && !_columns.IsInArray) _hasDuplicateMember = true;
        column.IsRepeated |= _columns.IsInArray;
        if (reader.TokenType == JsonTokenType.Null)
        {
            column.AddNull(_line);
            Hash([], reader.TokenType);
            return;
        }

        if (!TryText(ref reader, out var value)) return;
        var isInPlace = reader.TokenType != JsonTokenType.String || !reader.ValueIsEscaped;
        if (value.Length > settings.Limits.MaximumCellBytes)
        {
            table.Gap = new($"a value of '{column.Name}' is longer than the limit of {settings.Limits.MaximumCellBytes} bytes (maximumCellBytes)", _line, _lines.Offset);
            return;
        }

        var quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
        var offset = isInPlace ? _lines.Offset + reader.TokenStartIndex + quote : _lines.Offset + reader.TokenStartIndex;
        column.Add(value, _line, offset);
        if ((traits & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(value, column.Name, _line, offset);
        if (mayHide) column.AddHazards(value, _line, offset);
        Hash(value, reader.TokenType);
    }

    /// <summary>The text of a token, escapes undone; false when it holds half a surrogate pair or bytes that are no text.</summary>
    private bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped) return true;
        if (_text.Length < text.Length) _text = new byte[Math.Max(text.Length, 256)];
        try
        {
            text = _text.AsSpan(0, reader.CopyString(_text));
            return true;
        }
        catch (InvalidOperationException)
        {
            // The value is looked at as it is written, escapes and all, and the record is reported.
            _hasInvalidString = true;
            return true;
        }
    }

    private void AddTextFlaws(ReadOnlySpan<byte> line, string? column)
    {
        if ((TableAccumulator.Inspect(line) & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(line, column, _line, _lines.Offset);
    }

    /// <summary>Adds a member to the hash of the row. A sum, so that the order of members does not matter; inside arrays the order counts.</summary>
    private void Hash(ReadOnlySpan<byte> value, JsonTokenType type)
    {
        var place = _columns.IsInArray ? ++_ordinal : 0;
        var key = table.HashKey ^ (long)XxHash3.HashToUInt64(_columns.Path, (long)(((ulong)place << 8) | (byte)type));
        _rowHash += XxHash128.HashToUInt128(value, key);
    }
}
