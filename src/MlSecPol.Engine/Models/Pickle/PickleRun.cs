using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// The machine itself: carries out one program after another on abstract values, with the order of checks of CPython's C unpickler,
/// so that it refuses where that one refuses and records what that one would have done until then.
/// </summary>
internal sealed partial class PickleRun : IDisposable
{
    private const int HighestProtocol = 5;
    private const int CheckEvery = 1024;

    private readonly PickleReader _reader;
    private readonly PickleRecorder _recorder;
    private readonly PickleSession _session;
    private readonly PickleHeap _heap;
    private readonly PickleStack _stack;
    private readonly int _nesting;
    private PickleMemo _memo;
    private PickleMemo _earlierMemo;
    private int _protocol;
    private int _highestProtocol;
    private bool _protocolStated;
    private long _at;

    /// <param name="reader">The content.</param>
    /// <param name="session">What all runs of one analysis share.</param>
    /// <param name="nesting">How many runs are open around this one.</param>
    public PickleRun(PickleReader reader, PickleSession session, int nesting)
    {
        _reader = reader;
        _session = session;
        _recorder = session.Recorder;
        _nesting = nesting;
        // A nested run gets an eighth of the nodes, so that nesting does not multiply memory.
        var nodes = nesting == 0 ? session.Limits.Nodes : session.Limits.Nodes / 8;
        _heap = new PickleHeap(nodes);
        _stack = new PickleStack(nodes);
        _memo = new PickleMemo(nodes);
        _earlierMemo = new PickleMemo(nodes);
    }

    /// <summary>Where the instructions are noted; null where nobody wants to see them.</summary>
    public PickleTrace? Trace { get; init; }

    /// <summary>Why the last program stopped before its STOP; null when it did not.</summary>
    public PickleGap? Gap { get; private set; }

    /// <summary>Instructions that the last program carried out.</summary>
    public long Instructions { get; private set; }

    /// <summary>Carries out the program at the reader's position; null and <see cref="Gap"/> when it does not come to its STOP.</summary>
    public PickleStreamInfo? Execute()
    {
        var start = _reader.Position;
        Reset();
        while (true)
        {
            _at = _reader.Position;
            if (Instructions++ % CheckEvery == 0 && !_session.MayGoOn())
            {
                Refuse(PickleGapKind.Limit, $"the limit of {_session.Limits.Seconds} seconds was reached");
                return null;
            }

            var opcode = _reader.ReadByte();
            if (opcode < 0)
            {
                Refuse(PickleGapKind.Truncated, "the content ends inside a pickle");
                return null;
            }

            Trace?.Add(_at);
            if (opcode == (int)PickleOpcode.Stop) break;
            var done = Carry((PickleOpcode)opcode);
            if (_reader.Straddled) ReportStraddle();
            if (!done) return null;
        }

        if (!_stack.TryPop(out var value))
        {
            Refuse(PickleGapKind.Malformed, "STOP finds no value");
            return null;
        }

        if (_reader.Position < _reader.FrameEnd) ReportStraddle();
        if (_stack.Height > 0 || _stack.HasMark)
            _recorder.AddDivergence(PickleDivergenceKind.StackNotEmpty, _at, "values are left on the stack when the program stops; they were made all the same");
        return new PickleStreamInfo(start, _reader.Position, _highestProtocol, Describe(value, 1));
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _heap.Dispose();
        _stack.Dispose();
        _memo.Dispose();
        _earlierMemo.Dispose();
    }

    private void Reset()
    {
        Gap = null;
        Instructions = 0;
        _stack.Clear();
        _reader.FrameEnd = -1;
        _reader.Straddled = false;
        _protocol = 0;
        _highestProtocol = 0;
        _protocolStated = false;
        // One unpickler that loads several programs keeps its memo, a fresh one for each does not: earlier entries stay readable.
        (_memo, _earlierMemo) = (_earlierMemo, _memo);
        _memo.Clear();
        if (!_heap.IsHalfFull) return;
        _heap.Clear();
        _earlierMemo.Clear();
    }

    private bool Carry(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark: return _stack.PushMark() || Refuse(PickleGapKind.Limit, "more open marks than nodes may be kept");
            case PickleOpcode.Pop: return Pop();
            case PickleOpcode.PopMark: return PopMark();
            case PickleOpcode.Dup: return _stack.Height > _stack.Fence ? Push(_stack[_stack.Height - 1]) : Underflow();

            case PickleOpcode.None: return Push(Cell.None);
            case PickleOpcode.NewTrue: return Push(new Cell(CellKind.Boolean, 0, 1));
            case PickleOpcode.NewFalse: return Push(new Cell(CellKind.Boolean));
            case PickleOpcode.BinInt: return Read(4, out var b) ? PushInteger(BinaryPrimitives.ReadInt32LittleEndian(b)) : Truncated();
            case PickleOpcode.BinInt1: return Read(1, out b) ? PushInteger(b[0]) : Truncated();
            case PickleOpcode.BinInt2: return Read(2, out b) ? PushInteger(BinaryPrimitives.ReadUInt16LittleEndian(b)) : Truncated();
            case PickleOpcode.BinFloat:
                return Read(8, out b) ? Push(new Cell(CellKind.Float, 0, BinaryPrimitives.ReadInt64BigEndian(b))) : Truncated();
            case PickleOpcode.Long1: return Read(1, out b) ? LongBytes(b[0]) : Truncated();
            case PickleOpcode.Long4: return Read(4, out b) ? LongBytes(BinaryPrimitives.ReadInt32LittleEndian(b)) : Truncated();
            case PickleOpcode.Int: return IntegerLine(isLong: false);
            case PickleOpcode.Long: return IntegerLine(isLong: true);
            case PickleOpcode.Float: return FloatLine();

            case PickleOpcode.String: return StringLine();
            case PickleOpcode.Unicode: return UnicodeLine();
            case PickleOpcode.BinString: return Read(4, out b) ? Text(BinaryPrimitives.ReadUInt32LittleEndian(b), CellKind.SourceString) : Truncated();
            case PickleOpcode.ShortBinString: return Read(1, out b) ? Text(b[0], CellKind.SourceString) : Truncated();
            case PickleOpcode.BinUnicode: return Read(4, out b) ? Text(BinaryPrimitives.ReadUInt32LittleEndian(b), CellKind.SourceText) : Truncated();
            case PickleOpcode.ShortBinUnicode: return Read(1, out b) ? Text(b[0], CellKind.SourceText) : Truncated();
            case PickleOpcode.BinUnicode8: return Read(8, out b) ? Text(BinaryPrimitives.ReadInt64LittleEndian(b), CellKind.SourceText) : Truncated();
            case PickleOpcode.BinBytes: return Read(4, out b) ? Bytes(BinaryPrimitives.ReadUInt32LittleEndian(b)) : Truncated();
            case PickleOpcode.ShortBinBytes: return Read(1, out b) ? Bytes(b[0]) : Truncated();
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8:
                return Read(8, out b) ? Bytes(BinaryPrimitives.ReadInt64LittleEndian(b)) : Truncated();

            case PickleOpcode.EmptyList: return Push(_heap.NewContainer(CellKind.List));
            case PickleOpcode.EmptyTuple: return Push(_heap.NewContainer(CellKind.Tuple));
            case PickleOpcode.EmptyDict: return Push(_heap.NewContainer(CellKind.Dictionary));
            case PickleOpcode.EmptySet: return Push(_heap.NewContainer(CellKind.Set));
            case PickleOpcode.List: return Gather(CellKind.List);
            case PickleOpcode.Tuple: return Gather(CellKind.Tuple);
            case PickleOpcode.FrozenSet: return Gather(CellKind.FrozenSet);
            case PickleOpcode.Dict: return Gather(CellKind.Dictionary);
            case PickleOpcode.Tuple1: return CountedTuple(1);
            case PickleOpcode.Tuple2: return CountedTuple(2);
            case PickleOpcode.Tuple3: return CountedTuple(3);
            case PickleOpcode.Append: return _stack.Height - 1 > _stack.Fence ? AppendFrom(opcode, _stack.Height - 1) : Underflow();
            case PickleOpcode.Appends: return _stack.TryPopMark(out var mark) ? AppendFrom(opcode, mark) : NoMark();
            case PickleOpcode.SetItem: return SetItemsFrom(opcode, _stack.Height - 2);
            case PickleOpcode.SetItems: return _stack.TryPopMark(out mark) ? SetItemsFrom(opcode, mark) : NoMark();
            case PickleOpcode.AddItems: return _stack.TryPopMark(out mark) ? AddItemsFrom(mark) : NoMark();

            case PickleOpcode.Put: return IndexLine(out var index) && Put(index);
            case PickleOpcode.BinPut: return Read(1, out b) ? Put(b[0]) : Truncated();
            case PickleOpcode.LongBinPut: return Read(4, out b) ? Put(BinaryPrimitives.ReadUInt32LittleEndian(b)) : Truncated();
            case PickleOpcode.Memoize: return Put(_memo.Count);
            case PickleOpcode.Get: return IndexLine(out index) && Get(index);
            case PickleOpcode.BinGet: return Read(1, out b) ? Get(b[0]) : Truncated();
            case PickleOpcode.LongBinGet: return Read(4, out b) ? Get(BinaryPrimitives.ReadUInt32LittleEndian(b)) : Truncated();

            case PickleOpcode.Global: return NameLines(asciiOnly: false, out var module, out var name) && PushImport(opcode, module, name);
            case PickleOpcode.StackGlobal: return StackGlobal();
            case PickleOpcode.Inst: return Inst();
            case PickleOpcode.Obj: return Obj();
            case PickleOpcode.Reduce: return Reduce();
            case PickleOpcode.NewObj: return NewObj();
            case PickleOpcode.NewObjEx: return NewObjEx();
            case PickleOpcode.Build: return Build();
            case PickleOpcode.Ext1: return Read(1, out b) ? Extension(b[0]) : Truncated();
            case PickleOpcode.Ext2: return Read(2, out b) ? Extension(BinaryPrimitives.ReadUInt16LittleEndian(b)) : Truncated();
            case PickleOpcode.Ext4: return Read(4, out b) ? Extension(BinaryPrimitives.ReadInt32LittleEndian(b)) : Truncated();
            case PickleOpcode.PersId: return PersistentLine();
            case PickleOpcode.BinPersId: return _stack.TryPop(out var id) ? Persistent(id) : Underflow();
            case PickleOpcode.NextBuffer:
                _session.UsesBuffers = true;
                return Push(new Cell(CellKind.Buffer));
            case PickleOpcode.ReadonlyBuffer: return _stack.Height > _stack.Fence || Underflow();

            case PickleOpcode.Proto: return Proto();
            case PickleOpcode.Frame: return Frame();
            default: return Refuse(PickleGapKind.Malformed, $"0x{(byte)opcode:X2} is no pickle instruction");
        }
    }

    private bool Proto()
    {
        if (!Read(1, out var b)) return Truncated();
        var protocol = b[0];
        if (protocol > HighestProtocol) return Refuse(PickleGapKind.Malformed, $"protocol {protocol} is not supported by any unpickler");
        if (_protocolStated && protocol != _protocol)
        {
            _recorder.AddDivergence(
                PickleDivergenceKind.ProtocolChanged, _at, $"the protocol changes from {_protocol} to {protocol}, and with it how names are resolved");
        }
        else if (Instructions > 1)
        {
            _recorder.AddDivergence(PickleDivergenceKind.ProtocolRepeated, _at, "PROTO stands at another place than the start");
        }

        _protocolStated = true;
        _protocol = protocol;
        _highestProtocol = Math.Max(_highestProtocol, protocol);
        return true;
    }

    private bool Frame()
    {
        if (!Read(8, out var b)) return Truncated();
        var length = BinaryPrimitives.ReadInt64LittleEndian(b);
        if (length < 0) return Refuse(PickleGapKind.Malformed, "the length of a frame is larger than any system allows");
        var position = _reader.Position;
        if (position < _reader.FrameEnd)
        {
            _reader.Straddled = true;
            if (_reader.DropsFrameRemainder && length > _reader.FrameEnd - position) position = _reader.Position = _reader.FrameEnd;
        }

        if (length > _reader.Length - position)
            _recorder.AddDivergence(PickleDivergenceKind.FrameTooLong, _at, "a frame announces more bytes than the content has");
        _reader.FrameEnd = position + Math.Min(length, _reader.Length - position);
        return true;
    }

    private void ReportStraddle()
    {
        _reader.Straddled = false;
        _session.HasStraddledFrames = true;
        _recorder.AddDivergence(PickleDivergenceKind.FrameStraddled, _at, "an instruction runs over the end of its frame");
    }

    private bool Read(int count, out ReadOnlySpan<byte> bytes) => _reader.TryRead(count, out bytes);

    private bool Push(Cell cell)
    {
        _stack.Push(cell);
        return true;
    }

    private bool PushInteger(long value) => Push(new Cell(CellKind.Integer, 0, value));

    private bool Truncated() => Refuse(PickleGapKind.Truncated, "the content ends inside an argument");

    private bool Underflow() => Refuse(PickleGapKind.Malformed, "the instruction finds too few values on the stack");

    private bool NoMark() => Refuse(PickleGapKind.Malformed, "the instruction finds no mark");

    private bool Refuse(PickleGapKind kind, string reason)
    {
        Gap = new PickleGap(kind, _at, reason);
        return false;
    }
}
