using System.Text.Json;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>
/// Turns a JSON document into lines while it is read, byte for byte at the same places: the elements of its array of records keep their bytes and end in a line feed
/// where a comma stood, all around them becomes blank. What is blanked is validated as the document that it is. The array is the document itself, or the first one
/// inside it whose first element is an object.
/// </summary>
internal sealed class JsonFraming(DatasetSettings settings)
{
    // A blank run is cut into lines, so that no record grows long by what was blanked.
    private const int BlankLine = 4096;
    private const int FrameChunk = 16 * 1024;

    private readonly OccurrenceCounter _flaws = new();
    private byte[] _frame = new byte[FrameChunk];
    private JsonReaderState _frameState = new(new JsonReaderOptions { MaxDepth = settings.Limits.MaximumJsonDepth });
    private int _frameLength;
    private bool _isFrameBroken;
    private bool _isString;
    private bool _isEscaped;
    private bool _mayOpen;
    private bool _hasContent;
    private bool _isAfterComma;
    private bool _sawAnything;
    private long _depth;
    private long _arrayDepth = -1;
    private long _position;
    private long _blanks;
    private long _elements;
    private string? _gap;

    /// <summary>Whether an array of records was found.</summary>
    internal bool HasRecords { get; private set; }

    /// <summary>Whether nothing that follows can become a record any more, so that reading on would be for nothing.</summary>
    internal bool IsOver => _isFrameBroken && !IsInArray;

    /// <summary>Places at which the document breaks the rules between and around its records.</summary>
    internal Occurrences Flaws => _flaws.ToFacts();

    /// <summary>Whether the array of records is open.</summary>
    private bool IsInArray => _arrayDepth >= 0;

    /// <summary>Turns the next bytes of the document, in place.</summary>
    internal void Apply(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++, _position++) bytes[i] = IsInArray ? Inside(bytes[i]) : Around(bytes[i]);
    }

    /// <summary>Ends the document.</summary>
    /// <returns>What of it was not read; null when all was.</returns>
    internal string? Finish()
    {
        if (IsInArray) return "the JSON array is not closed, the file is cut off or damaged";
        ValidateFrame(isLast: true);
        return _gap;
    }

    private byte Inside(byte b)
    {
        if (_isString)
        {
            if (_isEscaped) _isEscaped = false;
            else if (b == (byte)'\\') _isEscaped = true;
            else if (b == (byte)'"') _isString = false;
            // No string may hold a line end; another control character keeps it invalid without ending the record.
            return b is (byte)'\n' or (byte)'\r' ? (byte)0x1F : b;
        }

        switch (b)
        {
            case (byte)' ' or (byte)'\t':
                return b;
            case (byte)'\n' or (byte)'\r':
                return (byte)' ';
            case (byte)',' when _depth == _arrayDepth:
                EndElement(isLast: false);
                return (byte)'\n';
            case (byte)']' when _depth == _arrayDepth:
                EndElement(isLast: true);
                CloseArray();
                return (byte)'\n';
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']':
                // Below the array a bracket too many is the element's own flaw.
                if (_depth > _arrayDepth) _depth--;
                break;
            case (byte)'"':
                _isString = true;
                break;
        }

        _hasContent = true;
        return b;
    }

    private void EndElement(bool isLast)
    {
        if (!_hasContent && (!isLast || _isAfterComma)) _flaws.Add(_elements + 1, _position);
        if (_hasContent) _elements++;
        (_hasContent, _isAfterComma) = (false, !isLast);
    }

    private void CloseArray()
    {
        _depth--;
        _arrayDepth = -1;
        AddFrame((byte)']');
    }

    private byte Around(byte b)
    {
        AddFrame(b);
        if (_isString)
        {
            if (_isEscaped) _isEscaped = false;
            else if (b == (byte)'\\') _isEscaped = true;
            else if (b == (byte)'"') _isString = false;
            return Blank();
        }

        var isFirst = !_sawAnything;
        switch (b)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r':
                return Blank();
            case (byte)'[':
                _depth++;
                if (isFirst) OpenArray();
                else _mayOpen = true;
                break;
            case (byte)'{' when _mayOpen && !_isFrameBroken:
                _mayOpen = false;
                if (HasRecords)
                {
                    _gap ??= "the document has a further array of records, of which only the first is read";
                    _depth++;
                    break;
                }

                // The brace belongs to the first record, not to the frame.
                _frameLength--;
                OpenArray();
                return Inside(b);
            case (byte)'{':
                _depth++;
                _mayOpen = false;
                break;
            case (byte)'}' or (byte)']':
                _depth--;
                _mayOpen = false;
                break;
            default:
                _isString = b == (byte)'"';
                _mayOpen = false;
                break;
        }

        _sawAnything = true;
        return Blank();
    }

    private void OpenArray()
    {
        HasRecords = true;
        _arrayDepth = _depth;
        (_hasContent, _isAfterComma) = (false, false);
    }

    private byte Blank() => ++_blanks % BlankLine == 0 ? (byte)'\n' : (byte)' ';

    private void AddFrame(byte b)
    {
        if (_isFrameBroken) return;
        if (_frameLength == _frame.Length) ValidateFrame(isLast: false);
        if (_isFrameBroken) return;
        _frame[_frameLength++] = b;
    }

    private void ValidateFrame(bool isLast)
    {
        if (_isFrameBroken) return;
        try
        {
            var reader = new Utf8JsonReader(_frame.AsSpan(0, _frameLength), isLast, _frameState);
            while (reader.Read())
            {
            }

            _frameState = reader.CurrentState;
            var used = (int)reader.BytesConsumed;
            _frame.AsSpan(used, _frameLength - used).CopyTo(_frame);
            _frameLength -= used;
            if (isLast || _frameLength < _frame.Length) return;
            if (_frame.Length >= settings.Limits.MaximumRecordBytes) Break($"a value beside the records is longer than the limit of {settings.Limits.MaximumRecordBytes} bytes (maximumRecordBytes)");
            else Array.Resize(ref _frame, (int)Math.Min(settings.Limits.MaximumRecordBytes, _frame.Length * 2L));
        }
        catch (JsonException)
        {
            _flaws.Add(_elements + 1, _position);
            Break("the document is no valid JSON around its records");
        }
    }

    private void Break(string reason)
    {
        _isFrameBroken = true;
        _gap ??= reason;
    }
}
