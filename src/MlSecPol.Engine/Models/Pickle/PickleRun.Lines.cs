using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Instructions whose arguments are lines of text.</summary>
internal sealed partial class PickleRun
{
    /// <summary>A number or a name that is longer than this is nothing that an honest writer made.</summary>
    private const int LineLimit = 8192;

    /// <summary>Lines up to this length are decoded on the stack.</summary>
    private const int ShortLine = 1024;

    private bool IntegerLine(bool isLong)
    {
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        if (length == 0) return Refuse(PickleGapKind.Malformed, "a number is empty");
        if (length > LineLimit) return Push(new Cell(CellKind.LargeInteger));
        Span<byte> line = stackalloc byte[(int)length];
        if (!_reader.TryCopy(offset, line)) return Truncated();
        if (isLong && line[^1] == (byte)'L') line = line[..^1];
        line = UpToNul(line);
        // INT asks the C library, which finds the number 0 before a NUL.
        if (line.IsEmpty && !isLong) return Push(length == 2 ? new Cell(CellKind.Boolean) : new Cell(CellKind.Integer));
        if (!PythonNumber.TryParse(line, 0, out var value) && (isLong || !PythonNumber.TryParseOctal(line, out value)))
            return Refuse(PickleGapKind.Malformed, "a number is none");
        if (!PythonNumber.IsDecimal(line))
            _recorder.AddDivergence(PickleDivergenceKind.NumberNotDecimal, _at, "an integer is not written in decimal digits; the loader takes it all the same");
        if (!isLong && length == 2 && (value.IsZero || value.IsOne)) return Push(new Cell(CellKind.Boolean, 0, (long)value));
        return value >= long.MinValue && value <= long.MaxValue ? PushInteger((long)value) : Push(new Cell(CellKind.LargeInteger));
    }

    /// <summary>What the functions of C that read numbers see of a line; the rest may be anything.</summary>
    private Span<byte> UpToNul(Span<byte> line)
    {
        var end = line.IndexOf((byte)0);
        if (end < 0) return line;
        _recorder.AddDivergence(PickleDivergenceKind.NumberNotDecimal, _at, "a number ends at a NUL; the loader takes what stands before it");
        return line[..end];
    }

    private bool FloatLine()
    {
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        if (length is 0 or > LineLimit) return Refuse(PickleGapKind.Malformed, "a float is none");
        Span<byte> line = stackalloc byte[(int)length];
        if (!_reader.TryCopy(offset, line)) return Truncated();
        return PythonNumber.TryParseFloat(UpToNul(line), out var value)
            ? Push(new Cell(CellKind.Float, 0, BitConverter.DoubleToInt64Bits(value)))
            : Refuse(PickleGapKind.Malformed, "a float is none");
    }

    private bool IndexLine(out long index)
    {
        index = 0;
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        if (length is 0 or > LineLimit) return Refuse(PickleGapKind.Malformed, "a memo index is none");
        Span<byte> line = stackalloc byte[(int)length];
        if (!_reader.TryCopy(offset, line)) return Truncated();
        if (!PythonNumber.TryParse(UpToNul(line), 10, out var value) || value < BigInteger.Zero || value > long.MaxValue)
            return Refuse(PickleGapKind.Malformed, "a memo index is none");
        index = (long)value;
        return true;
    }

    private bool StringLine()
    {
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        Span<byte> ends = stackalloc byte[1];
        if (length < 2 || !_reader.TryCopy(offset, ends)) return Refuse(PickleGapKind.Malformed, "the argument of STRING is not quoted");
        var quote = ends[0];
        if (!_reader.TryCopy(offset + length - 1, ends)) return Truncated();
        if (quote != ends[0] || quote is not ((byte)'\'' or (byte)'"')) return Refuse(PickleGapKind.Malformed, "the argument of STRING is not quoted");
        return EscapedText(offset + 1, length - 2, isUnicode: false);
    }

    private bool UnicodeLine() => _reader.TryReadLine(out var offset, out var length) ? EscapedText(offset, length, isUnicode: true) : Truncated();

    private bool EscapedText(long offset, long length, bool isUnicode)
    {
        if (length > _session.Limits.FoldedBytes) return Push(new Cell(CellKind.LongText, 0, length));
        if (length > ShortLine) return EscapedText(offset, new byte[length], isUnicode);
        Span<byte> line = stackalloc byte[(int)length];
        return EscapedText(offset, line, isUnicode);
    }

    private bool EscapedText(long offset, Span<byte> bytes, bool isUnicode)
    {
        if (!_reader.TryCopy(offset, bytes)) return Truncated();
        if (!bytes.Contains((byte)'\\') && (!isUnicode || Ascii.IsValid(bytes)))
            return Push(new Cell(isUnicode ? CellKind.SourceText : CellKind.SourceString, bytes.Length, offset));
        var text = isUnicode ? PythonEscapes.DecodeRawUnicode(bytes) : PythonEscapes.DecodeString(bytes);
        return text is null
            ? Refuse(PickleGapKind.Malformed, "a text holds an escape that is none")
            : Push(_heap.NewText(text, _session.Limits.FoldedBytes));
    }

    private bool PersistentLine()
    {
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        if (!IsAscii(offset, length)) return Refuse(PickleGapKind.Malformed, "a persistent id is not in ASCII");
        return Persistent(length <= int.MaxValue ? new Cell(CellKind.SourceString, (int)length, offset) : new Cell(CellKind.LongText, 0, length));
    }

    /// <summary>Module and name. GLOBAL takes them in UTF-8, INST in ASCII alone.</summary>
    private bool NameLines(bool asciiOnly, out Cell module, out Cell name)
    {
        name = default;
        return NameLine(asciiOnly, out module) && NameLine(asciiOnly, out name);
    }

    private bool NameLine(bool asciiOnly, out Cell cell)
    {
        cell = default;
        if (!_reader.TryReadLine(out var offset, out var length)) return Truncated();
        if (length == 0) return Refuse(PickleGapKind.Malformed, "a name is empty");
        if (asciiOnly ? !IsAscii(offset, length) : !IsUtf8(offset, length)) return Refuse(PickleGapKind.Malformed, "a name is no text");
        cell = length <= int.MaxValue ? new Cell(CellKind.SourceText, (int)length, offset) : new Cell(CellKind.LongText, 0, length);
        return true;
    }

    // What is longer than any name is not looked at, and counts as text.
    private bool IsAscii(long offset, long length)
    {
        if (length > LineLimit) return true;
        Span<byte> line = stackalloc byte[(int)length];
        return _reader.TryCopy(offset, line) && Ascii.IsValid(line);
    }

    private bool IsUtf8(long offset, long length)
    {
        if (length > LineLimit) return true;
        Span<byte> line = stackalloc byte[(int)length];
        return _reader.TryCopy(offset, line) && Utf8.IsValid(line);
    }
}
