using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.SafeTensors;

/// <summary>
/// Takes the JSON header piece by piece. Its form: an object of tensors by name, each <c>{"dtype", "shape", "data_offsets"}</c>,
/// and perhaps <c>__metadata__</c> with text values only.
/// </summary>
internal sealed class SafeTensorsHeader(string? member, FactsBuilder facts)
{
    private const string Whole = "header";
    private const int Prefix = 8;
    private const int LongestName = 128;
    private const int MostDefects = 100;
    private const int MostTensors = 1_000_000;

    // Bits of one element, from the format's own list of types.
    private static readonly FrozenDictionary<string, int> Widths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["BOOL"] = 8,
        ["U8"] = 8,
        ["I8"] = 8,
        ["F8_E5M2"] = 8,
        ["F8_E4M3"] = 8,
        ["F8_E8M0"] = 8,
        ["F8_E4M3FNUZ"] = 8,
        ["F8_E5M2FNUZ"] = 8,
        ["I16"] = 16,
        ["U16"] = 16,
        ["F16"] = 16,
        ["BF16"] = 16,
        ["I32"] = 32,
        ["U32"] = 32,
        ["F32"] = 32,
        ["I64"] = 64,
        ["U64"] = 64,
        ["F64"] = 64,
        ["C64"] = 64,
        ["F4"] = 4,
        ["F6_E2M3"] = 6,
        ["F6_E3M2"] = 6,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly HashSet<UInt128> _names = [];
    private readonly List<long> _shape = [];
    private readonly List<long> _offsets = [];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Math.Max(1, facts.Limits.HeaderDepth) });
    private string _tensor = string.Empty;
    private string? _type;
    private string _field = string.Empty;
    private int _fields;
    private int _defects;
    private bool _isMetadata;
    private HashSet<string>? _metadataKeys;
    private bool _isMalformed;
    private long _consumed;

    /// <summary>The tensors whose places were understood.</summary>
    internal List<TensorSpan> Tensors { get; } = [];

    /// <summary>Takes the next piece.</summary>
    /// <returns>Bytes that were used up; -1 when the rest cannot be read.</returns>
    internal int Feed(ReadOnlySpan<byte> json, bool isLast)
    {
        // The header may be filled up with blanks, and some writers fill with NUL.
        if (isLast) json = json.TrimEnd("\0 \n\r\t"u8);
        var reader = new Utf8JsonReader(json, isLast, _state);
        try
        {
            while (reader.Read())
            {
                Take(ref reader);
                if (Tensors.Count > MostTensors)
                {
                    facts.AddGap(CoverageGapKind.LimitReached, member, Prefix + _consumed, $"The header names more than {MostTensors} tensors.");
                    return -1;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An invalid surrogate in a string shows itself only when the string is asked for.
            Add(HeaderDefectKind.Malformed, Whole, $"The header is not JSON that every reader accepts: {e.Message}");
            facts.AddGap(CoverageGapKind.Malformed, member, Prefix + _consumed + reader.BytesConsumed, "The header cannot be read to its end.");
            return -1;
        }

        _state = reader.CurrentState;
        _consumed += reader.BytesConsumed;
        return (int)reader.BytesConsumed;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.CurrentDepth, reader.TokenType)
        {
            case (0, JsonTokenType.StartObject or JsonTokenType.EndObject):
                break;
            case (0, _):
                Add(HeaderDefectKind.Malformed, Whole, "The header is not a JSON object.");
                break;
            case (1, JsonTokenType.PropertyName):
                BeginEntry(ref reader);
                break;
            case (1, JsonTokenType.StartObject):
                break;
            case (1, JsonTokenType.EndObject):
                EndEntry();
                break;
            case (1, _):
                Add(HeaderDefectKind.Malformed, _tensor, $"'{_tensor}' is not an object.");
                break;
            case (2, JsonTokenType.PropertyName):
                _field = reader.GetString() ?? string.Empty;
                TakeFieldName();
                break;
            default:
                TakeValue(ref reader);
                break;
        }
    }

    private void BeginEntry(ref Utf8JsonReader reader)
    {
        var name = reader.GetString() ?? string.Empty;
        _isMetadata = name == "__metadata__";
        _tensor = ShortText.Of(name, LongestName);

        // A hash of 128 bits instead of the name: names may be as long as the header and there may be a million of them.
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(name.AsSpan());
        if (!_names.Add(System.IO.Hashing.XxHash128.HashToUInt128(bytes))) Add(HeaderDefectKind.DuplicateKey, _tensor, $"'{_tensor}' stands in the header twice; readers differ in which they take.");
        if (name.Contains('\0', StringComparison.Ordinal)) Add(HeaderDefectKind.Malformed, _tensor, "The name of a tensor holds a NUL.");
        _type = null;
        _shape.Clear();
        _offsets.Clear();
        _fields = 0;
        _isMalformed = false;
        _metadataKeys = _isMetadata ? new HashSet<string>(StringComparer.Ordinal) : null;
    }

    private void TakeFieldName()
    {
        if (_isMetadata)
        {
            if (!_metadataKeys!.Add(_field)) Add(HeaderDefectKind.DuplicateKey, Metadata, $"'{ShortText.Of(_field)}' stands in the metadata twice.");
            return;
        }

        var bit = _field switch { "dtype" => 1, "shape" => 2, "data_offsets" => 4, _ => 0 };
        if (bit == 0) Add(HeaderDefectKind.Malformed, Field, $"'{_tensor}' has the field '{ShortText.Of(_field)}', which the format does not know.");
        else if ((_fields & bit) != 0) Add(HeaderDefectKind.DuplicateKey, Field, $"'{_tensor}' has the field '{_field}' twice.");
        _fields |= bit;
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        if (_isMetadata)
        {
            if (reader.TokenType != JsonTokenType.String) Add(HeaderDefectKind.Malformed, Metadata, $"The metadata '{ShortText.Of(_field)}' is not text.");
            else if (reader.CurrentDepth == 2) TakeMetadata(reader.GetString() ?? string.Empty);
            return;
        }

        if (_field == "dtype" && reader.TokenType == JsonTokenType.String) _type = reader.GetString();
        else if (reader.CurrentDepth == 3 && reader.TokenType == JsonTokenType.Number && _field is "shape" or "data_offsets")
        {
            if (!reader.TryGetInt64(out var number) || number < 0)
            {
                Add(HeaderDefectKind.Overflow, Field, $"'{_tensor}' has a number in '{_field}' that is negative, broken or beyond 64 bits.");
                _isMalformed = true;
                return;
            }

            var list = _field == "shape" ? _shape : _offsets;
            if (list.Count < 64) list.Add(number);
            else _isMalformed = true;
        }
        else if (!(reader.CurrentDepth == 2 && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray && _field is "shape" or "data_offsets"))
        {
            _isMalformed = true;
        }
    }

    private static SearchValues<char> Division { get; } = SearchValues.Create("0123456789_EMFNUZ");

    /// <summary>Whether a later release of the format may call a type so: letters, then the number of bits, then perhaps how they are divided.</summary>
    private static bool IsTypeName(string type)
    {
        var digits = type.AsSpan().IndexOfAnyInRange('0', '9');
        return digits is > 0 and <= 4 && type.Length <= 12 && !type.AsSpan(0, digits).ContainsAnyExceptInRange('A', 'Z') && !type.AsSpan(digits).ContainsAnyExcept(Division);
    }

    private void TakeMetadata(string value)
    {
        facts.AddMetadata(member, _field, value);
        if (value.Length <= MetadataJudge.LongestText) MetadataJudge.Judge(ShortText.Of(_field), Encoding.UTF8.GetBytes(value), member, 0, facts);
    }

    private void EndEntry()
    {
        if (_isMetadata) return;
        if (_fields != 7 || _isMalformed || _type is null || _offsets.Count != 2)
        {
            Add(HeaderDefectKind.Malformed, _tensor, $"'{_tensor}' lacks its dtype, shape or data_offsets, or has them in another form.");
            return;
        }

        var (begin, end) = (_offsets[0], _offsets[1]);
        if (end < begin)
        {
            Add(HeaderDefectKind.OutOfBounds, _tensor, $"'{_tensor}' ends at byte {end} before it begins at {begin}.");
            return;
        }

        Tensors.Add(new TensorSpan(begin, end, _tensor));
        if (!Widths.TryGetValue(_type, out var bits)) Add(IsTypeName(_type) ? HeaderDefectKind.UnknownType : HeaderDefectKind.Malformed, _tensor, $"'{_tensor}' has the type '{ShortText.Of(_type)}', which the format does not know.");
        else if (Bits(bits) is not { } size) Add(HeaderDefectKind.Overflow, _tensor, $"The shape of '{_tensor}' leaves 64 bits.");
        else if (size % 8 != 0 || size / 8 != end - begin) Add(HeaderDefectKind.SizeMismatch, _tensor, $"'{_tensor}' has {end - begin} bytes; its shape and type make {size / 8}.");
    }

    private long? Bits(int width)
    {
        long product = width;
        foreach (var length in _shape)
        {
            if (product != 0 && length > long.MaxValue / product) return null;
            product *= length;
        }

        return product;
    }

    private void Add(HeaderDefectKind kind, string subject, string detail)
    {
        // The first hundred say it all; a hostile header has millions.
        if (_defects++ < MostDefects) facts.AddDefect(kind, member, Prefix + _consumed, subject, detail);
    }

    private string Field => $"{_tensor}: {ShortText.Of(_field)}";

    private string Metadata => $"__metadata__: {ShortText.Of(_field)}";
}
