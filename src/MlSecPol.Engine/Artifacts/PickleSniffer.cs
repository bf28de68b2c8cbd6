using System.Buffers;
using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// Decides whether bytes look like a pickle by walking the first opcodes and keeping count of the stack. It finds nothing out about what a pickle does;
/// the pickle machine does that.
/// </summary>
internal static class PickleSniffer
{
    private const int HighestProtocol = 5;
    private const int EnoughOpcodes = 16;
    private const int MaximumMarks = 64;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_. "u8);

    /// <summary>How sure it is.</summary>
    internal enum Likelihood
    {
        /// <summary>Not a pickle.</summary>
        None,

        /// <summary>Begins like one, but breaks off before anything that only a pickle has.</summary>
        Weak,

        /// <summary>Reads like one as far as could be seen.</summary>
        Certain,
    }

    /// <summary>Walks the beginning of content.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="length">Length of the whole content; arguments may run beyond the head but not beyond the content.</param>
    internal static Likelihood Sniff(ReadOnlySpan<byte> head, long length)
    {
        var walk = new Walk(head, length);
        return walk.Run();
    }

    /// <summary>Whether the beginning holds an import, which chance does not produce; a few bytes of another format easily read as harmless opcodes.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="length">Length of the whole content.</param>
    internal static bool HoldsImport(ReadOnlySpan<byte> head, long length)
    {
        var walk = new Walk(head, length);
        return walk.Run() == Likelihood.Certain && walk.SawImport;
    }

    private ref struct Walk(ReadOnlySpan<byte> head, long length)
    {
        private readonly ReadOnlySpan<byte> _head = head;
        private readonly Span<int> _marks = new int[MaximumMarks];
        private long _position;
        private int _depth;
        private int _markCount;
        private bool _sawName;
        private bool _sawGlobal;
        private bool _sawCall;
        private bool _sawMemo;

        internal readonly bool SawImport => _sawGlobal;

        internal Likelihood Run()
        {
            var hasProtocol = _head.Length >= 2 && _head[0] == 0x80 && _head[1] <= HighestProtocol;
            var opcodes = 0;
            var stops = 0;
            var endsWithStop = false;
            while (_position < _head.Length)
            {
                var opcode = _head[(int)_position];
                if (endsWithStop && IsBlank(_head[(int)_position..])) break;
                if (!Step(opcode)) return Judge(hasProtocol, opcodes, stops, broken: true, endsWithStop: false);
                opcodes++;
                endsWithStop = opcode == (byte)'.';
                if (endsWithStop) stops++;
            }

            return Judge(hasProtocol, opcodes, stops, broken: _position >= length && !endsWithStop, endsWithStop);
        }

        private static bool IsBlank(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExcept("\r\n\t \0"u8) < 0;

        private readonly Likelihood Judge(bool hasProtocol, int opcodes, int stops, bool broken, bool endsWithStop)
        {
            // Chance does not produce an import with readable names; with the protocol byte in front an end or a long run will do as well.
            if (_sawGlobal && (hasProtocol || _sawCall || stops > 0 || !broken)) return Likelihood.Certain;
            if (hasProtocol && (stops > 0 || opcodes >= EnoughOpcodes || (!broken && opcodes > 1))) return Likelihood.Certain;
            if (!hasProtocol && opcodes > 1 && !broken && (endsWithStop || opcodes >= EnoughOpcodes)) return Likelihood.Certain;
            return hasProtocol ? Likelihood.Weak : Likelihood.None;
        }

        private bool Step(byte opcode)
        {
            _position++;
            return opcode switch
            {
                0x80 => Skip(1) && _head[(int)Math.Min(_position, _head.Length) - 1] <= HighestProtocol,
                0x95 => Skip(8),
                (byte)'(' => Mark(),
                (byte)'.' => Stop(),
                (byte)'0' => _depth > 0 ? Pops(1, 0) : _markCount > 0 && PopMark(0),
                (byte)'1' => PopMark(0),
                (byte)'2' => Pops(1, 2),
                (byte)'F' or (byte)'I' or (byte)'L' or (byte)'P' => Line(isPrintable: true) && Pops(0, 1),
                (byte)'S' or (byte)'V' => Line(isName: true) && Pops(0, 1),
                (byte)'g' => _sawMemo && Line(isPrintable: true) && Pops(0, 1),
                (byte)'p' => Line(isPrintable: true) && Memo(),
                (byte)'c' => Line(isName: true, isGlobal: true) && Line(isName: true, isGlobal: true) && Global(0),
                (byte)'i' => _markCount > 0 && Line(isName: true, isGlobal: true) && Line(isName: true, isGlobal: true) && PopMark(1) && Seen() && Called(),
                (byte)'J' => Skip(4) && Pops(0, 1),
                (byte)'K' => Skip(1) && Pops(0, 1),
                (byte)'M' => Skip(2) && Pops(0, 1),
                (byte)'G' => Skip(8) && Pops(0, 1),
                (byte)'T' or (byte)'X' or (byte)'B' => Counted(4) && Pops(0, 1),
                (byte)'U' or (byte)'C' or 0x8c => Counted(1) && Pops(0, 1),
                0x8d or 0x8e or 0x96 => Counted(8) && Pops(0, 1),
                0x8a => Counted(1) && Pops(0, 1),
                0x8b => Counted(4) && Pops(0, 1),
                (byte)'N' or (byte)')' or (byte)']' or (byte)'}' or 0x88 or 0x89 or 0x8f or 0x97 => Pops(0, 1),
                (byte)'h' => _sawMemo && Skip(1) && Pops(0, 1),
                (byte)'j' => _sawMemo && Skip(4) && Pops(0, 1),
                (byte)'q' => Skip(1) && Memo(),
                (byte)'r' => Skip(4) && Memo(),
                0x94 => Memo(),
                0x98 => Pops(1, 1),
                0x82 => Skip(1) && Pops(0, 1),
                0x83 => Skip(2) && Pops(0, 1),
                0x84 => Skip(4) && Pops(0, 1),
                0x93 => Global(2),
                (byte)'Q' or 0x85 => Pops(1, 1),
                (byte)'R' or (byte)'b' or 0x81 => Call(2),
                0x92 => Call(3),
                (byte)'a' or 0x86 => Pops(2, 1),
                (byte)'s' or 0x87 => Pops(3, 1),
                (byte)'t' or (byte)'l' or (byte)'d' or 0x91 => PopMark(1),
                (byte)'o' => PopMark(1) && Called(),
                (byte)'e' or (byte)'u' or 0x90 => PopMark(0) && Pops(1, 1),
                _ => false,
            };
        }

        private bool Seen() => _sawGlobal = true;

        private bool Called() => _sawCall = true;

        private bool Call(int operands) => Pops(operands, 1) && Called();

        private bool Memo() => Pops(1, 1) && (_sawMemo = true);

        private bool Global(int operands)
        {
            if (!Pops(operands, 1)) return false;
            if (operands == 0 || _sawName) _sawGlobal = true;
            return true;
        }

        private bool Mark()
        {
            if (_markCount < MaximumMarks) _marks[_markCount] = _depth;
            _markCount++;
            return true;
        }

        private bool PopMark(int push)
        {
            if (_markCount == 0) return false;
            _markCount--;
            _depth = (_markCount < MaximumMarks ? _marks[_markCount] : _depth) + push;
            return true;
        }

        private bool Stop()
        {
            if (_depth == 0) return false;
            _depth = 0;
            _markCount = 0;
            return true;
        }

        private bool Pops(int pop, int push)
        {
            if (_depth < pop) return false;
            _depth += push - pop;
            return true;
        }

        private bool Skip(long count)
        {
            _position += count;
            return _position <= length;
        }

        private bool Counted(int width)
        {
            if (_position + width > _head.Length) return Skip(width);
            var bytes = _head[(int)_position..];
            ulong count = width switch
            {
                1 => bytes[0],
                4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            };
            if (count > (ulong)(length - _position - width)) return false;
            var argument = bytes[width..];
            if (count is > 0 and < 200 && (int)count <= argument.Length) _sawName |= argument[..(int)count].IndexOfAnyExcept(NameBytes) < 0;
            return Skip(width + (long)count);
        }

        private bool Line(bool isName = false, bool isGlobal = false, bool isPrintable = false)
        {
            if (_position >= _head.Length) return false;
            var rest = _head[(int)_position..];
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                // A line that is not finished in sight: believable only as long text of content that goes on.
                _position = length;
                return !isGlobal && _head.Length < length;
            }

            var line = rest[..end].TrimEnd((byte)'\r');
            if (isGlobal && (line.IsEmpty || line.IndexOfAnyExcept(NameBytes) >= 0)) return false;
            if (isPrintable && line.ContainsAnyExceptInRange((byte)' ', (byte)'~')) return false;
            if (isName) _sawName = true;
            _position += end + 1;
            return true;
        }
    }
}
