using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>
/// Writes pickles that are mostly valid, because it follows the stack as it writes, and now and then are not: a foreign instruction, an odd argument,
/// a broken tail. The same seed gives the same programs.
/// </summary>
internal sealed class PickleGenerator(int seed)
{
    // One written name for each real one, so that names can be compared as they are written. Nothing that the machine computes with stands among them.
    private static readonly (string Module, string Name)[] Names =
    [
        ("os", "system"), ("builtins", "eval"), ("m", "C"), ("pkg.mod", "Kind"), ("pkg", "Outer.Inner"), ("builtins", "eval.__call__"), ("collections", "OrderedDict"), ("x", "ümlaut"),
        ("__builtin__", "xrange"), ("copy_reg", "pickle"), ("Queue", "Queue"), ("cPickle", "Unpickler"), ("urllib2", "urlopen"), ("commands", "getoutput"), ("itertools", "izip"),
    ];

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _code = [];
    private readonly List<List<char>> _groups = [];
    private readonly Dictionary<long, char> _memo = [];
    private List<char> _stack = [];

    /// <summary>Whether a text was written that no decoder takes.</summary>
    public bool HasBrokenText { get; private set; }

    /// <summary>One program.</summary>
    public byte[] Next()
    {
        _code.Clear();
        _groups.Clear();
        _memo.Clear();
        _stack = [];
        HasBrokenText = false;
        var protocol = _random.Next(6);
        if (_random.Next(8) != 0) Emit([(byte)PickleOpcode.Proto, (byte)protocol]);
        for (var steps = _random.Next(3, 70); steps > 0; steps--)
        {
            if (_random.Next(300) == 0) Foreign();
            else Step();
        }

        while (_groups.Count > 0 && _random.Next(20) != 0) CloseGroup();
        if (_stack.Count == 0) Push('n', PickleOpcode.None);
        if (_random.Next(30) != 0) Emit([(byte)PickleOpcode.Stop]);
        var program = protocol >= 4 && _random.Next(2) == 0 ? Framed() : [.. _code.SelectMany(c => c)];
        return _random.Next(8) == 0 ? Broken(program) : program;
    }

    private void Step()
    {
        switch (_random.Next(28))
        {
            case 0 or 1 or 2: Scalar(); break;
            case 3 or 4: Text(); break;
            case 5: Bytes(); break;
            case 6: Container(); break;
            case 7 or 8: Emit([(byte)PickleOpcode.Mark]); _groups.Add(_stack); _stack = []; break;
            case 9 or 10 or 11: if (_groups.Count > 0) CloseGroup(); break;
            case 12: Tuple(); break;
            case 13: AddOne(); break;
            case 14 or 15: Put(); break;
            case 16 or 17: Get(); break;
            case 18: Shuffle(); break;
            case 19 or 20 or 21: Name(); break;
            case 22 or 23 or 24: Call(); break;
            case 25: if (_stack.Count > 1) { Text(); Pop(1); Emit([(byte)PickleOpcode.Build]); Pop(0); } break;
            case 26: Outside(); break;
            default: Rare(); break;
        }
    }

    private void Scalar()
    {
        switch (_random.Next(13))
        {
            case 0: Push('n', PickleOpcode.None); break;
            case 1: Push('b', PickleOpcode.NewTrue); break;
            case 2: Push('b', PickleOpcode.NewFalse); break;
            case 3: Push('i', PickleOpcode.BinInt, Number(4, _random.Next(int.MinValue, int.MaxValue))); break;
            case 4: Push('i', PickleOpcode.BinInt1, (byte)_random.Next(256)); break;
            case 5: Push('i', PickleOpcode.BinInt2, Number(2, _random.Next(65536))); break;
            case 6: Push('i', PickleOpcode.Long1, Counted(1, Random(_random.Next(9)))); break;
            case 7: Push('i', PickleOpcode.Long4, Counted(4, Random(_random.Next(8)))); break;
            case 8 or 9: Push('i', PickleOpcode.Int, Line(Odd() ? Pick("08", "5L", "1.0", "", "0x", "1__0", "_1", "- 1", "12\0x", "\0", "1\0") : Pick("0", "1", "00", "01", "-1", "12345", "0x1f", "017", "0o17", " 7 ", "+3", "1_000", "99999999999999999999", "-0", "0b1"))); break;
            case 10: Push('i', PickleOpcode.Long, Line(Odd() ? Pick("1l", "L", "", "1LL", "010L", "5\0xL", "\0L") : Pick("0L", "1", "-5L", "123456789012345678901234567890L", "0x10L", " 1L", "7_7L"))); break;
            case 11: Push('f', PickleOpcode.Float, Line(Odd() ? Pick(" 1.0", "1_0.5", "0x1", "", "1e400", "--1", "1.0 ", "1e", "nan(1)", "1.5\0x", "\0") : Pick("1.5", "-0.0", "1e10", "nan", "inf", "-inf", ".5", "5.", "Infinity", "+2", "1E-5"))); break;
            default: Push('f', PickleOpcode.BinFloat, Random(8)); break;
        }
    }

    private void Text()
    {
        var text = Pick("", "a", "key", "os", "system", "ümlaut", "\u20ac", "\U0001F600", "two\nlines", "back\\slash", "quote'\"", "0");
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (_random.Next(120) == 0)
        {
            utf8 = [(byte)'a', 0xFF, 0xC3];
            HasBrokenText = true;
        }

        switch (_random.Next(8))
        {
            case 0 or 1: Push('s', PickleOpcode.ShortBinUnicode, Counted(1, utf8)); break;
            case 2: Push('s', PickleOpcode.BinUnicode, Counted(4, utf8)); break;
            case 3: Push('s', PickleOpcode.BinUnicode8, Counted(8, utf8)); break;
            case 4: Push('s', PickleOpcode.Unicode, Line(Odd() ? Pick("\\u12", "\\U00110000", "\\u") : Pick("a", "key", "\\u0041b", "\\U00000041", "caf\xe9", "\\\\u0041", "", "\\x41", "\\U0001F600"))); break;
            case 5: Push('s', PickleOpcode.String, Line(Odd() ? Pick("'a", "a", "'", "'\\x4'", " 'a'", "'a' ", "'a\\'", "") : Pick("'a'", "\"key\"", "'it\\'s'", "'\\x41'", "'\\101'", "''", "'\\n'", "'\\q'", "'a'b'", "' '", "'\xe9'"))); break;
            case 6: Push('s', PickleOpcode.BinString, Counted(4, utf8)); break;
            default: Push('s', PickleOpcode.ShortBinString, Counted(1, utf8)); break;
        }
    }

    private void Bytes()
    {
        var bytes = Random(_random.Next(12));
        switch (_random.Next(4))
        {
            case 0: Push('y', PickleOpcode.ShortBinBytes, Counted(1, bytes)); break;
            case 1: Push('y', PickleOpcode.BinBytes, Counted(4, bytes)); break;
            case 2: Push('y', PickleOpcode.BinBytes8, Counted(8, bytes)); break;
            default: Push('a', PickleOpcode.ByteArray8, Counted(8, bytes)); break;
        }
    }

    private void Container()
    {
        switch (_random.Next(4))
        {
            case 0: Push('l', PickleOpcode.EmptyList); break;
            case 1: Push('d', PickleOpcode.EmptyDict); break;
            case 2: Push('t', PickleOpcode.EmptyTuple); break;
            default: Push('e', PickleOpcode.EmptySet); break;
        }
    }

    private void CloseGroup()
    {
        var inside = _stack;
        _stack = _groups[^1];
        _groups.RemoveAt(_groups.Count - 1);
        var below = _stack.Count > 0 ? _stack[^1] : ' ';
        var isEven = inside.Count % 2 == 0;
        // What cannot be a key or an item of a set is seldom made one.
        var isHashable = Odd() || inside.TrueForAll(k => k is not ('l' or 'd' or 'e' or 'a'));
        if (below is 'l' or 'o' && _random.Next(2) == 0) Emit([(byte)PickleOpcode.Appends]);
        else if (below is 'd' or 'o' && isEven && isHashable && _random.Next(3) != 0) Emit([(byte)PickleOpcode.SetItems]);
        else if (below is 'e' or 'o' && isHashable && _random.Next(2) == 0) Emit([(byte)PickleOpcode.AddItems]);
        else if (inside is ['c', ..] && _random.Next(3) != 0) Push('o', PickleOpcode.Obj);
        else if (isEven && isHashable && _random.Next(4) == 0) Push('d', PickleOpcode.Dict);
        else
        {
            switch (_random.Next(6))
            {
                case 0 or 1: Push('t', PickleOpcode.Tuple); break;
                case 2: Push('l', PickleOpcode.List); break;
                case 3: if (isHashable) Push('z', PickleOpcode.FrozenSet); else Push('l', PickleOpcode.List); break;
                case 4: var (module, name) = Names[_random.Next(Names.Length)]; Push('o', PickleOpcode.Inst, [.. Line(module), .. Line(name)]); break;
                default: Emit([(byte)PickleOpcode.PopMark]); break;
            }
        }
    }

    private void Tuple()
    {
        var count = _random.Next(1, 4);
        if (_stack.Count < count) return;
        Pop(count);
        Push('t', count switch { 1 => PickleOpcode.Tuple1, 2 => PickleOpcode.Tuple2, _ => PickleOpcode.Tuple3 });
    }

    private void AddOne()
    {
        if (_stack.Count < 2) return;
        if (_stack[^2] is 'l' or 'o')
        {
            Pop(1);
            Emit([(byte)PickleOpcode.Append]);
        }
        else if (_stack.Count > 2 && _stack[^3] is 'd' or 'o' && (Odd() || _stack[^2] is not ('l' or 'd' or 'e' or 'a')))
        {
            Pop(2);
            Emit([(byte)PickleOpcode.SetItem]);
        }
    }

    private void Put()
    {
        if (_stack.Count == 0) return;
        long index = _random.Next(4) == 0 ? _random.Next(300) : _random.Next(6);
        switch (_random.Next(5))
        {
            case 0 or 1: index = _memo.Count; Emit([(byte)PickleOpcode.Memoize]); break;
            case 2: index &= 0xFF; Emit([(byte)PickleOpcode.BinPut, (byte)index]); break;
            case 3: Emit([(byte)PickleOpcode.LongBinPut, .. Number(4, index)]); break;
            default: Emit([(byte)PickleOpcode.Put, .. Line(Written(index))]); break;
        }

        _memo[index] = _stack[^1];
    }

    private void Get()
    {
        if (_memo.Count == 0) return;
        var (index, kind) = _memo.ElementAt(_random.Next(_memo.Count));
        if (_random.Next(150) == 0) index = 77;
        switch (_random.Next(3))
        {
            case 0 when index < 256: Push(kind, PickleOpcode.BinGet, (byte)index); break;
            case 1: Push(kind, PickleOpcode.LongBinGet, Number(4, index)); break;
            default: Push(kind, PickleOpcode.Get, Line(Written(index))); break;
        }
    }

    private void Shuffle()
    {
        if (_stack.Count == 0) return;
        if (_random.Next(2) == 0) Push(_stack[^1], PickleOpcode.Dup);
        else
        {
            Pop(1);
            Emit([(byte)PickleOpcode.Pop]);
        }
    }

    private void Name()
    {
        var (module, name) = Names[_random.Next(Names.Length)];
        if (_random.Next(2) == 0)
        {
            Push('c', PickleOpcode.Global, [.. Line(module), .. Line(name)]);
            return;
        }

        Push('s', PickleOpcode.ShortBinUnicode, Counted(1, Encoding.UTF8.GetBytes(module)));
        if (_random.Next(3) == 0) Put();
        Push('s', PickleOpcode.ShortBinUnicode, Counted(1, Encoding.UTF8.GetBytes(name)));
        Pop(2);
        Push('c', PickleOpcode.StackGlobal);
    }

    private void Call()
    {
        if (_stack.LastOrDefault() is not ('c' or 'o')) Name();
        if (_random.Next(3) == 0) Push('t', PickleOpcode.EmptyTuple);
        else
        {
            Scalar();
            Tuple1();
        }

        var opcode = _stack[^2] == 'o' ? PickleOpcode.Reduce : Pick(PickleOpcode.Reduce, PickleOpcode.Reduce, PickleOpcode.NewObj, PickleOpcode.NewObjEx);
        if (opcode == PickleOpcode.NewObjEx)
        {
            Push('d', PickleOpcode.EmptyDict);
            if (_random.Next(2) == 0) Emit([(byte)PickleOpcode.ShortBinUnicode, 1, (byte)'k', (byte)PickleOpcode.None, (byte)PickleOpcode.SetItem]);
            Pop(1);
        }

        Pop(2);
        Push('o', opcode);
    }

    private void Tuple1()
    {
        Pop(1);
        Push('t', PickleOpcode.Tuple1);
    }

    private void Outside()
    {
        switch (_random.Next(5))
        {
            case 0: Push('o', PickleOpcode.PersId, Line(Odd() ? "ü" : Pick("17", "storage", "", "a b"))); break;
            case 1 or 2:
                if (_stack.Count == 0) return;
                Pop(1);
                Push('o', PickleOpcode.BinPersId);
                break;
            case 3: Push('u', PickleOpcode.NextBuffer); break;
            default: if (_stack.LastOrDefault() is 'u' or 'y') Emit([(byte)PickleOpcode.ReadonlyBuffer]); break;
        }
    }

    private void Rare()
    {
        if (_random.Next(8) != 0) return;
        switch (_random.Next(4))
        {
            case 0: Push('o', PickleOpcode.Ext1, (byte)_random.Next(3)); break;
            case 1: Push('o', PickleOpcode.Ext2, Number(2, _random.Next(1000))); break;
            case 2: Push('o', PickleOpcode.Ext4, Number(4, _random.Next(-2, 100000))); break;
            default: Emit([(byte)PickleOpcode.Proto, (byte)_random.Next(7)]); break;
        }
    }

    /// <summary>An instruction that need not fit, with an argument that need not, either.</summary>
    private void Foreign()
    {
        var all = Enum.GetValues<PickleOpcode>();
        Emit([(byte)(_random.Next(5) == 0 ? (PickleOpcode)_random.Next(256) : all[_random.Next(all.Length)]), .. Random(_random.Next(4)), .. _random.Next(3) == 0 ? "\n"u8 : default]);
        HasBrokenText = true;
    }

    /// <summary>The program in frames that end between instructions, as picklers write them, and seldom elsewhere.</summary>
    private byte[] Framed()
    {
        List<byte> program = [.. _code[0]];
        for (var i = 1; i < _code.Count;)
        {
            var count = Math.Min(_random.Next(1, 40), _code.Count - i);
            byte[] body = [.. _code.Skip(i).Take(count).SelectMany(c => c)];
            var length = body.Length + (_random.Next(25) == 0 ? _random.Next(-3, 4) : 0);
            program.AddRange([(byte)PickleOpcode.Frame, .. Number(8, length), .. body]);
            i += count;
        }

        return [.. program];
    }

    private byte[] Broken(byte[] program) => _random.Next(3) switch
    {
        0 => program[.._random.Next(program.Length)],
        1 => [.. program[.._random.Next(program.Length)], (byte)_random.Next(256), .. Random(3)],
        _ => Flipped(program),
    };

    private byte[] Flipped(byte[] program)
    {
        HasBrokenText = true;
        program[_random.Next(program.Length)] ^= (byte)(1 << _random.Next(8));
        return program;
    }

    private string Written(long index) => Pick("{0}", "{0}", "{0}", " {0}", "+{0}", "0{0}", "{0}\0x").Replace("{0}", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private void Push(char kind, PickleOpcode opcode, params ReadOnlySpan<byte> argument)
    {
        Emit([(byte)opcode, .. argument]);
        _stack.Add(kind);
    }

    private void Emit(byte[] instruction) => _code.Add(instruction);

    private void Pop(int count) => _stack.RemoveRange(_stack.Count - count, count);

    private bool Odd() => _random.Next(25) == 0;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private byte[] Random(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Counted(int width, byte[] bytes) =>
        [.. Number(width, _random.Next(300) == 0 ? bytes.Length + _random.Next(1, 200) : bytes.Length), .. bytes];

    private static byte[] Line(string text) => [.. text.Any(c => c > 0xFF) || text.Contains('ü', StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text), (byte)'\n'];

    private static byte[] Number(int width, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..width].ToArray();
    }
}
