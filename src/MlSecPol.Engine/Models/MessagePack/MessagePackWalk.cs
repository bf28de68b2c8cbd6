using System.Runtime.InteropServices;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.MessagePack;

/// <summary>Walks MessagePack values; bytes of arrays are passed over.</summary>
internal sealed class MessagePackWalk(ByteSource content, ByteCursor cursor, string? member, int depth, FactsBuilder facts)
{
    private const int Deepest = 200;
    private const int LongestName = 160;
    private const int MostDefects = 100;
    private const int ShortestCode = 8;
    private const int NdArray = 1, NativeComplex = 2, NumPyScalar = 3;

    private int _defects;

    internal void Value(string path, int level)
    {
        facts.Token.ThrowIfCancellationRequested();
        if (level > Deepest)
        {
            facts.AddDefect(HeaderDefectKind.Malformed, member, cursor.Position, "depth", $"Values stand deeper inside each other than {Deepest}, as no parameters do: readers that follow them run out of stack.");
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"Values stand deeper inside each other than {Deepest} (byte {cursor.Position}).", "Obtain the file again.");
        }

        var at = cursor.Position;
        var head = Head();
        switch (head.Kind)
        {
            case MessagePackKind.Map:
                Claim(head.Length, 2, at, path);
                Map(head.Length, path, level);
                break;
            case MessagePackKind.Array:
                Claim(head.Length, 1, at, path);
                for (long i = 0; i < head.Length; i++) Value(path, level + 1);
                break;
            case MessagePackKind.Binary:
                Claim(head.Length, 1, at, path);
                Blob(cursor.Position, head.Length, path);
                cursor.Skip(head.Length);
                break;
            case MessagePackKind.Text:
                Claim(head.Length, 1, at, path);
                Text(head.Length, path);
                break;
            case MessagePackKind.Extension:
                Claim(head.Length, 1, at, path);
                Extension(head, path);
                break;
            case MessagePackKind.Invalid:
                throw new ArtifactException(ArtifactErrorKind.Malformed, $"Byte {at} begins no value of MessagePack.", "Obtain the file again and compare its hash.");
        }
    }

    private void Map(long count, string path, int level)
    {
        HashSet<string>? names = null;
        for (long i = 0; i < count; i++)
        {
            var at = cursor.Position;
            var name = Name();
            if (name is null)
            {
                Value(path, level + 1);
            }
            else if (!(names ??= new HashSet<string>(StringComparer.Ordinal)).Add(name))
            {
                Defect(HeaderDefectKind.DuplicateKey, at, Join(path, name), $"'{ShortText.Of(name)}' stands twice in one map; readers differ in which they take.");
            }

            Value(name is null ? path : Join(path, name), level + 1);
        }
    }

    /// <summary>The text that comes next, as a key; null when something else comes.</summary>
    private string? Name()
    {
        if (cursor.PeekByte() is not (>= 0xA0 and <= 0xBF or 0xD9 or 0xDA or 0xDB)) return null;
        var at = cursor.Position;
        var head = Head();
        Claim(head.Length, 1, at, "key");
        if (head.Length > LongestName)
        {
            cursor.Skip(head.Length);
            return $"key at {at}";
        }

        return Encoding.UTF8.GetString(cursor.Take((int)head.Length));
    }

    private void Extension(MessagePackHead head, string path)
    {
        var start = cursor.Position;
        var end = start + head.Length;
        if (head.Extension is NdArray or NumPyScalar) NumPy(end, path);
        else if (head.Extension != NativeComplex) Blob(start, head.Length, path);
        if (cursor.Position < end) cursor.Skip(end - cursor.Position);
    }

    /// <summary>Three values: the shape, the name of the type, the bytes.</summary>
    private void NumPy(long end, string path)
    {
        var at = cursor.Position;
        if (Head() is not { Kind: MessagePackKind.Array, Length: 3 } || Shape(end) is not { } shape || Head() is not { Kind: MessagePackKind.Text or MessagePackKind.Binary } type
            || type.Length > LongestName || type.Length > end - cursor.Position)
        {
            Malformed(at, path, "is not made of a shape, the name of a type and bytes");
            return;
        }

        var typeName = Encoding.UTF8.GetString(cursor.Take((int)type.Length));
        var data = Head();
        if (data.Kind is not (MessagePackKind.Binary or MessagePackKind.Text))
        {
            Malformed(at, path, "has no bytes");
            return;
        }

        facts.AddTensors(1, data.Length);
        if (data.Length != end - cursor.Position)
            Defect(data.Length > end - cursor.Position ? HeaderDefectKind.OutOfBounds : HeaderDefectKind.Hole, at, path, $"'{path}' claims {data.Length} bytes; its extension has {end - cursor.Position} left.");
        Compare(shape, typeName, data.Length, at, path);
    }

    private List<ulong>? Shape(long end)
    {
        var head = Head();
        if (head.Kind != MessagePackKind.Array || head.Length > 64 || cursor.Position > end) return null;
        var shape = new List<ulong>((int)head.Length);
        for (long i = 0; i < head.Length; i++)
        {
            if (Head() is not { Kind: MessagePackKind.Number } number) return null;
            shape.Add(number.Value);
        }

        return cursor.Position <= end ? shape : null;
    }

    private void Compare(List<ulong> shape, string type, long length, long at, string path)
    {
        if (Width(type) is not { } width)
        {
            Defect(type is "object" or "O" or "|O" ? HeaderDefectKind.Malformed : HeaderDefectKind.UnknownType, at, path, $"'{path}' has the type '{ShortText.Of(type)}', which arrays in MessagePack do not have.");
            return;
        }

        UInt128 size = (UInt128)width;
        foreach (var extent in shape)
        {
            if (extent > long.MaxValue || (size *= extent) > long.MaxValue)
            {
                Defect(HeaderDefectKind.Overflow, at, path, $"The shape of '{path}' is negative or leaves 64 bits.");
                return;
            }
        }

        if (size != (UInt128)length) Defect(HeaderDefectKind.SizeMismatch, at, path, $"'{path}' has {length} bytes; its shape and type make {size}.");
    }

    /// <summary>Text among numbers: some programs keep a function as its source there.</summary>
    private void Text(long length, string path)
    {
        if (length is < ShortestCode or > MetadataJudge.LongestText || ConfigurationJudge.IsProse(path[(path.LastIndexOf('/') + 1)..])) cursor.Skip(length);
        else if (TextValueJudge.Code(Encoding.UTF8.GetString(cursor.TakeArray((int)length)), facts.Token) is { } program)
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "metadata:program", path, $"The text '{path}' {program.Detail}.", member));
    }

    /// <summary>Bytes that are no array are looked at: some readers unpickle them.</summary>
    private void Blob(long start, long length, string path)
    {
        if (length < 4) return;
        Span<byte> buffer = stackalloc byte[512];
        var head = buffer[..content.Read(start, buffer[..(int)Math.Min(buffer.Length, length)])];
        if (FormatDetector.Sniff(head, length) is not (ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.Zip)) return;
        var inner = ContentReader.Inside(member, path.Length == 0 ? $"bytes at {start}" : path);
        ContentReader.Read(content.Slice(start, length), inner, inner, depth + 1, facts);
    }

    private void Claim(long count, int width, long at, string path)
    {
        if (count <= cursor.Remaining / width) return;
        Defect(HeaderDefectKind.OutOfBounds, at, path.Length == 0 ? $"value at {at}" : path, $"A value at byte {at} claims {count} {(width == 2 ? "entries" : "items or bytes")}; {cursor.Remaining} bytes are left.");
        throw new ArtifactException(ArtifactErrorKind.Malformed, $"A value at byte {at} is longer than the content.", "Obtain the file again and compare its hash.");
    }

    private void Malformed(long at, string path, string what) => Defect(HeaderDefectKind.Malformed, at, path, $"The array '{path}' {what}.");

    private void Defect(HeaderDefectKind kind, long at, string path, string detail)
    {
        if (_defects++ < MostDefects) facts.AddDefect(kind, member, at, ShortText.Of(path.Length == 0 ? $"value at {at}" : path), detail);
    }

    private static string Join(string path, string name) => path.Length == 0 ? ShortText.Of(name) : path.Length > 4 * LongestName ? path : $"{path}/{ShortText.Of(name)}";

    private static int? Width(string type) => type.TrimStart('<', '>', '|', '=') switch
    {
        "bool" or "int8" or "uint8" or "b1" or "i1" or "u1" or "S1" or "float8_e4m3fn" or "float8_e5m2" or "float8_e4m3b11_fnuz" or "float8_e4m3b11fnuz" or "float8_e4m3fnuz" or "float8_e5m2fnuz" or "float8_e4m3" or "float8_e3m4" or "float8_e8m0fnu" or "int4" or "uint4" or "int2" or "uint2" => 1,
        "int16" or "uint16" or "float16" or "bfloat16" or "i2" or "u2" or "f2" or "V2" => 2,
        "int32" or "uint32" or "float32" or "i4" or "u4" or "f4" => 4,
        "int64" or "uint64" or "float64" or "complex64" or "i8" or "u8" or "f8" or "c8" or "datetime64" or "timedelta64" => 8,
        "complex128" or "c16" or "float128" or "longdouble" => 16,
        "complex256" => 32,
        var sized when (sized.StartsWith('S') || sized.StartsWith('V')) && int.TryParse(sized.AsSpan(1), out var bytes) && bytes >= 0 => bytes,
        var sized when sized.StartsWith('U') && int.TryParse(sized.AsSpan(1), out var letters) && letters is >= 0 and < 1 << 28 => letters * 4,
        var sized when sized.StartsWith("str", StringComparison.Ordinal) && int.TryParse(sized.AsSpan(3), out var bits) && bits >= 0 => bits / 8,
        var sized when sized.StartsWith("bytes", StringComparison.Ordinal) && int.TryParse(sized.AsSpan(5), out var bits) && bits >= 0 => bits / 8,
        _ => null,
    };

    private MessagePackHead Head()
    {
        var first = cursor.ReadByte();
        return first switch
        {
            <= 0x7F => new(MessagePackKind.Number, 0, Value: first),
            <= 0x8F => new(MessagePackKind.Map, first & 0x0F),
            <= 0x9F => new(MessagePackKind.Array, first & 0x0F),
            <= 0xBF => new(MessagePackKind.Text, first & 0x1F),
            0xC0 or 0xC2 or 0xC3 => new(MessagePackKind.Other, 0),
            0xC4 => new(MessagePackKind.Binary, cursor.ReadByte()),
            0xC5 => new(MessagePackKind.Binary, (ushort)cursor.ReadInt16BigEndian()),
            0xC6 => new(MessagePackKind.Binary, (uint)cursor.ReadInt32BigEndian()),
            0xC7 => Extended(cursor.ReadByte()),
            0xC8 => Extended((ushort)cursor.ReadInt16BigEndian()),
            0xC9 => Extended((uint)cursor.ReadInt32BigEndian()),
            0xCA => Skipped(4),
            0xCB => Skipped(8),
            0xCC => new(MessagePackKind.Number, 0, Value: cursor.ReadByte()),
            0xCD => new(MessagePackKind.Number, 0, Value: (ushort)cursor.ReadInt16BigEndian()),
            0xCE => new(MessagePackKind.Number, 0, Value: (uint)cursor.ReadInt32BigEndian()),
            0xCF => new(MessagePackKind.Number, 0, Value: (ulong)cursor.ReadInt64BigEndian()),
            0xD0 => Signed((sbyte)cursor.ReadByte()),
            0xD1 => Signed(cursor.ReadInt16BigEndian()),
            0xD2 => Signed(cursor.ReadInt32BigEndian()),
            0xD3 => Signed(cursor.ReadInt64BigEndian()),
            0xD4 or 0xD5 or 0xD6 or 0xD7 or 0xD8 => Extended(1 << (first - 0xD4)),
            0xD9 => new(MessagePackKind.Text, cursor.ReadByte()),
            0xDA => new(MessagePackKind.Text, (ushort)cursor.ReadInt16BigEndian()),
            0xDB => new(MessagePackKind.Text, (uint)cursor.ReadInt32BigEndian()),
            0xDC => new(MessagePackKind.Array, (ushort)cursor.ReadInt16BigEndian()),
            0xDD => new(MessagePackKind.Array, (uint)cursor.ReadInt32BigEndian()),
            0xDE => new(MessagePackKind.Map, (ushort)cursor.ReadInt16BigEndian()),
            0xDF => new(MessagePackKind.Map, (uint)cursor.ReadInt32BigEndian()),
            >= 0xE0 => Signed((sbyte)first),
            _ => new(MessagePackKind.Invalid, 0),
        };
    }

    private MessagePackHead Extended(long length) => new(MessagePackKind.Extension, length, Extension: (sbyte)cursor.ReadByte());

    private MessagePackHead Skipped(int length)
    {
        cursor.Skip(length);
        return new(MessagePackKind.Other, 0);
    }

    // A negative extent is beyond every limit, like one that is too large.
    private static MessagePackHead Signed(long value) => new(MessagePackKind.Number, 0, Value: unchecked((ulong)value));

    private enum MessagePackKind
    {
        Invalid,
        Other,
        Number,
        Text,
        Binary,
        Array,
        Map,
        Extension,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct MessagePackHead(MessagePackKind Kind, long Length, int Extension = 0, ulong Value = 0);
}
