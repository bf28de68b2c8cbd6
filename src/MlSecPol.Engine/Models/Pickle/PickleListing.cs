using System.Globalization;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Writes the instructions of pickles down for a reader, one a line, with what the machine found them to do.</summary>
internal sealed class PickleListing
{
    private const int ShownBytes = 60;

    private readonly PickleReader _reader;
    private readonly StringBuilder _text = new();
    private readonly ILookup<long, string> _effects;

    private PickleListing(PickleReader reader, PickleReport report)
    {
        _reader = reader;
        var imports = report.Imports.Where(i => i is { Depth: 0, Reading: PickleReading.Primary }).Select(i => (i.Offset, Text: VisibleText.Of($"{(i.IsDerived ? "reaches" : "imports")} {i}")));
        var calls = report.Calls.Where(c => c is { Depth: 0, Reading: PickleReading.Primary }).Select(c => (c.Offset, Text: VisibleText.Of($"{(c.IsInvocation ? "calls" : "changes")} {c}")));
        _effects = imports.Concat(calls).ToLookup(e => e.Offset, e => e.Text);
    }

    /// <summary>The listing of the instructions that an analysis has carried out.</summary>
    public static string Of(ByteSource content, PickleReport report, PickleTrace trace)
    {
        using var reader = new PickleReader(content);
        var listing = new PickleListing(reader, report);
        foreach (var offset in trace.Offsets) listing.Write(offset);
        if (trace.IsCutOff) listing._text.Append(CultureInfo.InvariantCulture, $"… cut off after {PickleTrace.Most} instructions\n");
        if (report.Gap is { } gap) listing._text.Append(CultureInfo.InvariantCulture, $"… not read beyond offset {gap.Offset}: {gap.Reason}\n");
        return listing._text.ToString();
    }

    private void Write(long offset)
    {
        _reader.Position = offset;
        var opcode = (PickleOpcode)_reader.ReadByte();
        _text.Append(CultureInfo.InvariantCulture, $"{offset,8}  {(Enum.IsDefined(opcode) ? opcode.Mnemonic() : $"0x{(byte)opcode:X2}"),-16}");
        if (Argument(opcode) is { Length: > 0 } argument) _text.Append(' ').Append(argument);
        var effect = string.Join("; ", _effects[offset]);
        if (effect.Length > 0) _text.Append("  # ").Append(effect);
        _text.Append('\n');
    }

    /// <summary>The argument as text, and the reader behind it; null when the content ends before.</summary>
    private string? Argument(PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.Int or PickleOpcode.Long or PickleOpcode.Float or PickleOpcode.String or PickleOpcode.Unicode or PickleOpcode.PersId
            or PickleOpcode.Get or PickleOpcode.Put => Line(),
        PickleOpcode.Global or PickleOpcode.Inst => Line() is { } module && Line() is { } name ? $"{module} {name}" : null,
        PickleOpcode.BinInt1 or PickleOpcode.BinGet or PickleOpcode.BinPut or PickleOpcode.Ext1 or PickleOpcode.Proto => Number(1),
        PickleOpcode.BinInt2 or PickleOpcode.Ext2 => Number(2),
        PickleOpcode.BinInt or PickleOpcode.Ext4 => Length(4) is { } signed ? ((int)signed).ToString(CultureInfo.InvariantCulture) : null,
        PickleOpcode.LongBinGet or PickleOpcode.LongBinPut => Number(4),
        PickleOpcode.Frame => Length(8) is { } frame ? ((ulong)frame).ToString(CultureInfo.InvariantCulture) : null,
        PickleOpcode.BinFloat => _reader.TryRead(8, out var bytes) ? BitConverter.Int64BitsToDouble(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes)).ToString("R", CultureInfo.InvariantCulture) : null,
        PickleOpcode.ShortBinString or PickleOpcode.ShortBinUnicode or PickleOpcode.ShortBinBytes => Bytes(1, opcode == PickleOpcode.ShortBinBytes),
        PickleOpcode.BinString or PickleOpcode.BinUnicode or PickleOpcode.BinBytes => Bytes(4, opcode == PickleOpcode.BinBytes),
        PickleOpcode.BinUnicode8 or PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8 => Bytes(8, opcode != PickleOpcode.BinUnicode8),
        PickleOpcode.Long1 => Bytes(1, isBinary: true),
        PickleOpcode.Long4 => Bytes(4, isBinary: true),
        _ => string.Empty,
    };

    private string? Number(int width) => Length(width) is { } number ? number.ToString(CultureInfo.InvariantCulture) : null;

    private long? Length(int width)
    {
        if (!_reader.TryRead(width, out var bytes)) return null;
        long number = 0;
        for (var i = 0; i < width; i++) number |= (long)bytes[i] << (8 * i);
        return number;
    }

    private string? Line()
    {
        if (!_reader.TryReadLine(out var offset, out var length)) return null;
        return Text(offset, length, isBinary: false);
    }

    private string? Bytes(int width, bool isBinary)
    {
        if (Length(width) is not { } length) return null;
        var offset = _reader.Position;
        return _reader.TrySkip(length) ? Text(offset, length, isBinary) : null;
    }

    private string Text(long offset, long length, bool isBinary)
    {
        Span<byte> shown = stackalloc byte[(int)Math.Min(length, ShownBytes)];
        if (!_reader.TryCopy(offset, shown)) return $"({length} bytes)";
        var text = VisibleText.Of(isBinary ? Encoding.Latin1.GetString(shown) : Encoding.UTF8.GetString(shown));
        return $"{(isBinary ? "b" : string.Empty)}'{text}'{(length > ShownBytes ? string.Create(CultureInfo.InvariantCulture, $"… ({length} bytes)") : string.Empty)}";
    }
}
