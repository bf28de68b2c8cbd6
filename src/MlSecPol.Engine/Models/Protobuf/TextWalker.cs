using System.Globalization;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Walks a message in the text form of protobuf and tells the same as <see cref="WireWalker"/> does for the binary form.</summary>
internal sealed class TextWalker : IProtoPlace
{
    private const int MaximumDepth = 100;
    private const int LongestText = 4096;

    private readonly TextTokens _tokens;
    private readonly ProtoVisitor _visitor;
    private readonly FactsBuilder _facts;
    private readonly ProtoPath _path = new();
    private long _unknown;

    private TextWalker(TextTokens tokens, ProtoVisitor visitor, FactsBuilder facts)
    {
        _tokens = tokens;
        _visitor = visitor;
        _facts = facts;
        visitor.Place = this;
    }

    /// <inheritdoc/>
    public long Offset { get; private set; }

    /// <inheritdoc/>
    public string Path => _path.ToString();

    /// <summary>Walks the whole content.</summary>
    /// <returns>How many fields the definition does not know.</returns>
    internal static long Walk(ByteSource content, ProtoMessage root, ProtoVisitor visitor, string? member, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var limit = Math.Min(facts.Limits.HeaderBytes, Array.MaxLength);
        if (content.Length > limit)
            facts.AddGap(CoverageGapKind.LimitReached, member, limit, $"The text is longer than {limit} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
        var text = new byte[Math.Min(content.Length, limit)];
        var walker = new TextWalker(new TextTokens(text.AsMemory(0, content.Read(0, text))), visitor, facts);
        var field = root.AsRoot();
        walker._path.Push(field, 0);
        if (visitor.Enter(field) && !walker.Fields(root, null))
            facts.AddGap(CoverageGapKind.Malformed, member, walker._tokens.Start, "The text breaks the rules of its form, and what follows cannot be read.");
        visitor.Leave(field);
        return walker._unknown;
    }

    /// <summary>Reads fields up to the closing bracket, or to the end of the text where there is none to come.</summary>
    private bool Fields(ProtoMessage? message, byte? close)
    {
        var (last, index) = (string.Empty, 0);
        for (var steps = 0; ; steps++)
        {
            if ((steps & 0xFF) == 0) _facts.Token.ThrowIfCancellationRequested();
            switch (_tokens.Next())
            {
                case TextTokenKind.End:
                    return close is null;
                case TextTokenKind.Mark when _tokens.Mark == close:
                    return true;
                case TextTokenKind.Mark when _tokens.Mark is (byte)',' or (byte)';':
                    continue;
                case TextTokenKind.Mark when _tokens.Mark == (byte)'[':
                    // The name of an extension or of a packed message; not known to any of the formats.
                    if (!SkipTo((byte)']') || !Value(null, 0)) return false;
                    continue;
                case TextTokenKind.Word:
                    var name = _tokens.Word;
                    index = name == last ? index + 1 : 0;
                    last = name;
                    ProtoField? field = null;
                    if (message is not null && !message.TryGet(name, out field)) _unknown++;
                    if (!Value(field, index)) return false;
                    continue;
                default:
                    return false;
            }
        }
    }

    private bool Value(ProtoField? field, int index)
    {
        var kind = _tokens.Next();
        if (kind == TextTokenKind.Mark && _tokens.Mark == (byte)':') kind = _tokens.Next();
        if (kind != TextTokenKind.Mark || _tokens.Mark != (byte)'[') return One(field, kind, index);
        for (var item = 0; ; item++)
        {
            kind = _tokens.Next();
            if (kind == TextTokenKind.Mark && _tokens.Mark == (byte)']') return true;
            if (kind == TextTokenKind.Mark && _tokens.Mark == (byte)',') continue;
            if (!One(field, kind, item)) return false;
        }
    }

    private bool One(ProtoField? field, TextTokenKind kind, int index)
    {
        Offset = _tokens.Start;
        switch (kind)
        {
            case TextTokenKind.Mark when _tokens.Mark is (byte)'{' or (byte)'<':
                return Message(field, _tokens.Mark == (byte)'{' ? (byte)'}' : (byte)'>', index);
            case TextTokenKind.Text:
                if (field is { Kind: ProtoKind.Text or ProtoKind.Blob })
                    _visitor.Bytes(field, field.Kind == ProtoKind.Text ? _tokens.Text[..Math.Min(_tokens.Text.Length, LongestText)] : [], _tokens.Text.Length);
                return true;
            case TextTokenKind.Word:
                if (field is { Kind: ProtoKind.Integer } && Number(_tokens.Word) is { } number) _visitor.Number(field, number);
                return true;
            default:
                return false;
        }
    }

    private bool Message(ProtoField? field, byte close, int index)
    {
        if (_path.Depth >= MaximumDepth) return false;
        var isKnown = field?.Message is not null;
        var known = isKnown ? field! : new ProtoField(0, string.Empty, string.Empty, ProtoKind.Message, false, 0);
        var start = Offset;
        _path.Push(known, index);
        var isWanted = isKnown && _visitor.Enter(known);
        var isWhole = Fields(isWanted ? known.Message : null, close);
        Offset = start;
        if (isKnown) _visitor.Leave(known);
        _path.Pop();
        return isWhole;
    }

    private bool SkipTo(byte mark)
    {
        while (true)
        {
            var kind = _tokens.Next();
            if (kind is TextTokenKind.End or TextTokenKind.Bad) return false;
            if (kind == TextTokenKind.Mark && _tokens.Mark == mark) return true;
        }
    }

    private static long? Number(string word)
    {
        if (word is "true" or "false") return word == "true" ? 1 : 0;
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        return word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) ? number : null;
    }
}
