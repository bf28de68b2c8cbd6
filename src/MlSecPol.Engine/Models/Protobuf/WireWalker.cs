using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>
/// Walks a protobuf message on the wire, field by field, without building it: long bytes are skipped by seek, lengths are held against what is there,
/// unknown fields are counted, and a field that may stand once and stands twice is reported, because readers merge or overwrite.
/// </summary>
internal sealed class WireWalker : IProtoPlace
{
    // The recursion limit of the reference implementation.
    private const int MaximumDepth = 100;
    private const int LongestText = 4096;
    private const int LongestVarint = 10;
    private const int MostDuplicates = 20;

    private readonly ByteWindow _window;
    private readonly ProtoVisitor _visitor;
    private readonly string? _member;
    private readonly FactsBuilder _facts;
    private readonly ProtoPath _path = new();
    private long _unknown;
    private int _duplicates;
    private bool _isBroken;

    private WireWalker(ByteSource content, ProtoVisitor visitor, string? member, FactsBuilder facts)
    {
        _window = new ByteWindow(content);
        _visitor = visitor;
        _member = member;
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
        var walker = new WireWalker(content, visitor, member, facts);
        walker.Message(root.AsRoot(), 0, content.Length, 0);
        return walker._unknown;
    }

    private void Message(ProtoField field, long start, long end, int index)
    {
        if (_path.Depth >= MaximumDepth)
        {
            Break(CoverageGapKind.LimitReached, start, $"Messages stand deeper inside each other than {MaximumDepth}, which no reader accepts.");
            return;
        }

        _path.Push(field, index);
        Offset = start;
        if (_visitor.Enter(field)) Fields(field.Message!, start, end);
        Offset = start;
        _visitor.Leave(field);
        _path.Pop();
    }

    private void Fields(ProtoMessage message, long start, long end)
    {
        UInt128 seen = 0;
        var (last, index, steps) = (0, 0, 0);
        for (var at = start; at < end;)
        {
            if ((++steps & 0xFF) == 0) _facts.Token.ThrowIfCancellationRequested();
            var tagAt = at;
            if (!Varint(ref at, end, out var tag)) return;
            var (number, wireType) = (tag >> 3, (int)(tag & 7));
            if (number is 0 or > 0x1FFFFFFF)
            {
                Break(CoverageGapKind.Malformed, tagAt, $"A field has the number {number}, which the format does not allow.");
                return;
            }

            if (!Extent(ref at, end, wireType, (int)number, tagAt, out var value, out var next)) return;
            if (!message.TryGet((int)number, out var field) || !field.Takes(wireType))
            {
                _unknown++;
                at = next;
                continue;
            }

            index = last == field.Number ? index + 1 : 0;
            last = field.Number;
            var bit = (UInt128)1 << (field.Ordinal & 127);
            if (!field.IsRepeated && (seen & bit) != 0) Duplicate(field, tagAt);
            seen |= bit;
            Field(field, wireType, value, at, next, index);
            at = next;
        }
    }

    /// <summary>Where the value of a field ends; reads it if it is a varint.</summary>
    private bool Extent(ref long at, long end, int wireType, int number, long tagAt, out ulong value, out long next)
    {
        value = 0;
        next = at;
        switch (wireType)
        {
            case WireType.Varint:
                if (!Varint(ref next, end, out value)) return false;
                return true;
            case WireType.Fixed64 or WireType.Fixed32:
                next = at + (wireType == WireType.Fixed64 ? 8 : 4);
                if (next <= end) return true;
                Break(CoverageGapKind.Truncated, tagAt, $"The content ends inside field {number}.");
                return false;
            case WireType.Bytes:
                if (!Varint(ref at, end, out var length)) return false;
                next = at;
                if (length > (ulong)(end - at))
                {
                    _facts.AddDefect(HeaderDefectKind.OutOfBounds, _member, tagAt, Subject(number), $"Field {number} of {Name} claims {length} bytes; {end - at} are there.");
                    Break(CoverageGapKind.Truncated, tagAt, $"The content ends inside field {number}.");
                    return false;
                }

                next = at + (long)length;
                return true;
            case WireType.GroupStart:
                return SkipGroup(ref next, end, number);
            default:
                Break(CoverageGapKind.Malformed, tagAt, $"Field {number} has the wire type {wireType}, which does not belong there.");
                return false;
        }
    }

    private void Field(ProtoField field, int wireType, ulong value, long at, long next, int index)
    {
        Offset = at;
        switch (field.Kind)
        {
            case ProtoKind.Message:
                Message(field, at, next, index);
                break;
            case ProtoKind.Integer when wireType == WireType.Varint:
                _visitor.Number(field, (long)value);
                break;
            case ProtoKind.Integer:
                for (var item = at; item < next;)
                {
                    if (!Varint(ref item, next, out var number)) return;
                    _visitor.Number(field, (long)number);
                }

                break;
            case ProtoKind.Text:
                _visitor.Bytes(field, _window.Read(at, (int)Math.Min(LongestText, next - at)), next - at);
                break;
            default:
                _visitor.Bytes(field, [], next - at);
                break;
        }
    }

    private bool SkipGroup(ref long at, long end, int number)
    {
        var open = new Stack<int>([number]);
        while (open.Count > 0)
        {
            _facts.Token.ThrowIfCancellationRequested();
            var tagAt = at;
            if (at >= end || open.Count > MaximumDepth)
            {
                Break(CoverageGapKind.Malformed, tagAt, "A group does not end, or groups stand too deep inside each other.");
                return false;
            }

            if (!Varint(ref at, end, out var tag)) return false;
            if ((tag & 7) == WireType.GroupStart) open.Push((int)(tag >> 3));
            else if ((tag & 7) == WireType.GroupEnd && open.Pop() != (int)(tag >> 3))
            {
                Break(CoverageGapKind.Malformed, tagAt, "A group ends that did not begin.");
                return false;
            }
            else if ((tag & 7) != WireType.GroupEnd)
            {
                if (!Extent(ref at, end, (int)(tag & 7), (int)(tag >> 3), tagAt, out _, out var next)) return false;
                at = next;
            }
        }

        return true;
    }

    private bool Varint(ref long at, long end, out ulong value)
    {
        value = 0;
        var bytes = _window.Read(at, (int)Math.Min(LongestVarint, end - at));
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            at += i + 1;
            return true;
        }

        if (bytes.Length < LongestVarint) Break(CoverageGapKind.Truncated, at, "The content ends inside a number.");
        else Break(CoverageGapKind.Malformed, at, "A number is longer than ten bytes.");
        return false;
    }

    private void Duplicate(ProtoField field, long at)
    {
        if (_duplicates++ < MostDuplicates)
            _facts.AddDefect(HeaderDefectKind.DuplicateKey, _member, at, Subject(field.Number), $"'{field.Name}' stands twice in {Name}; readers differ in which they take.");
    }

    private void Break(CoverageGapKind kind, long at, string reason)
    {
        // The first break says it all; what follows it in the enclosing messages is walked nevertheless.
        if (!_isBroken) _facts.AddGap(kind, _member, at, reason);
        _isBroken = true;
    }

    private string Name => Path is { Length: > 0 } path ? $"'{path}'" : "the file";

    private string Subject(int number) => Path is { Length: > 0 } path ? $"{path}, field {number}" : $"field {number}";
}
