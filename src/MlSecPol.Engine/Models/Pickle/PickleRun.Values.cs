using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Constants, containers and the memo.</summary>
internal sealed partial class PickleRun
{
    private bool Pop()
    {
        // Marks and values are two stacks; POP takes whichever is on top.
        if (_stack.HasMark && _stack.Fence == _stack.Height) return _stack.TryPopMark(out _);
        return _stack.TryPop(out _) || Underflow();
    }

    private bool PopMark()
    {
        if (!_stack.TryPopMark(out var start)) return NoMark();
        _stack.CutTo(start);
        return true;
    }

    private bool LongBytes(int length)
    {
        if (length < 0) return Refuse(PickleGapKind.Malformed, "an integer has a negative length");
        if (length > 8) return _reader.TrySkip(length) ? Push(new Cell(CellKind.LargeInteger)) : Truncated();
        if (!Read(length, out var b)) return Truncated();
        if (length == 0) return PushInteger(0);
        Span<byte> wide = stackalloc byte[8];
        wide.Fill((b[^1] & 0x80) != 0 ? byte.MaxValue : (byte)0);
        b.CopyTo(wide);
        return PushInteger(BinaryPrimitives.ReadInt64LittleEndian(wide));
    }

    private bool Text(long length, CellKind kind)
    {
        if (length < 0) return Refuse(PickleGapKind.Malformed, "the length of a text is larger than any system allows");
        if (!_reader.TrySkip(length)) return Truncated();
        if (length > int.MaxValue) return Push(new Cell(CellKind.LongText, 0, length));
        var cell = new Cell(kind, (int)length, _reader.Position - length);
        RunCarried(cell);
        return Push(cell);
    }

    private bool Bytes(long length)
    {
        if (length < 0) return Refuse(PickleGapKind.Malformed, "the length of a bytes object is larger than any system allows");
        // Bytes are the one argument that the C unpickler reads piecewise, so that it loses none at the end of a frame.
        if (!_reader.TrySkip(length, keepsFrameRemainder: true)) return Truncated();
        if (length > int.MaxValue) return Push(new Cell(CellKind.LongBytes, 0, length));
        var cell = new Cell(CellKind.SourceBytes, (int)length, _reader.Position - length);
        RunCarried(cell);
        return Push(cell);
    }

    private bool Gather(CellKind kind)
    {
        if (!_stack.TryPopMark(out var start)) return NoMark();
        if (kind == CellKind.Dictionary && (_stack.Height - start) % 2 != 0) return Refuse(PickleGapKind.Malformed, "odd number of items for DICT");
        return GatherFrom(kind, start);
    }

    private bool CountedTuple(int count)
    {
        var start = _stack.Height - count;
        return start < _stack.Fence ? Underflow() : GatherFrom(CellKind.Tuple, start);
    }

    private bool GatherFrom(CellKind kind, long start)
    {
        var container = _heap.NewContainer(kind, _stack.From(start));
        _stack.CutTo(start);
        return Push(container);
    }

    private bool AppendFrom(PickleOpcode opcode, long start)
    {
        if (start > _stack.Height || start <= _stack.Fence) return Underflow();
        if (start == _stack.Height) return true;
        var target = _stack[start - 1];
        if (target.Kind == CellKind.List) _heap.Append(target, _stack.From(start));
        else if (target.IsOpen || target.Kind is CellKind.Dictionary or CellKind.Set) RecordChange(opcode, target, start);
        else return Refuse(PickleGapKind.Malformed, "APPEND finds an object that has no append");
        _stack.CutTo(start);
        return true;
    }

    private bool SetItemsFrom(PickleOpcode opcode, long start)
    {
        if (start > _stack.Height || start <= _stack.Fence) return Underflow();
        if (start == _stack.Height) return true;
        if ((_stack.Height - start) % 2 != 0) return Refuse(PickleGapKind.Malformed, "odd number of items for SETITEMS");
        var target = _stack[start - 1];
        if (target.Kind == CellKind.Dictionary) _heap.Append(target, _stack.From(start));
        else if (target.IsOpen || target.Kind is CellKind.List || target.IsBytes) RecordChange(opcode, target, start);
        else return Refuse(PickleGapKind.Malformed, "SETITEM finds an object that takes no items");
        _stack.CutTo(start);
        return true;
    }

    private bool AddItemsFrom(long start)
    {
        if (start > _stack.Height || start <= _stack.Fence) return Underflow();
        if (start == _stack.Height) return true;
        var target = _stack[start - 1];
        if (target.Kind == CellKind.Set) _heap.Append(target, _stack.From(start));
        else if (target.IsOpen) RecordChange(PickleOpcode.AddItems, target, start);
        else return Refuse(PickleGapKind.Malformed, "ADDITEMS finds an object that has no add");
        _stack.CutTo(start);
        return true;
    }

    private bool Put(long index)
    {
        if (_stack.Height <= _stack.Fence) return Underflow();
        if (_memo.Set(index, _stack[_stack.Height - 1]))
            _recorder.AddDivergence(PickleDivergenceKind.MemoOverwritten, _at, $"memo entry {index} is written a second time");
        return true;
    }

    private bool Get(long index)
    {
        if (_memo.TryGet(index, out var cell) || _earlierMemo.TryGet(index, out cell)) return Push(cell);
        return Refuse(PickleGapKind.Malformed, $"memo entry {index} was never written");
    }

    private bool Extension(int code)
    {
        if (code <= 0) return Refuse(PickleGapKind.Malformed, "an extension code is not positive");
        var cell = new Cell(CellKind.Extension, 0, code);
        Record(PickleOpcode.Ext1, cell, null);
        return Push(cell);
    }

    private bool Persistent(Cell id)
    {
        var holder = _heap.NewContainer(CellKind.Tuple, [id]);
        if (_recorder.WantsPersistentIds) _recorder.AddPersistentId(_at, Describe(id, 3));
        // PyTorch before 1.6 writes the classes of modules like this, with their source behind; its loader gives the class.
        if (id.Kind == CellKind.Tuple && _heap.FirstItems(id) is [var type, { Kind: CellKind.Import } import, ..] && TextOf(type, 16) == "module") return Push(import);
        return Push(new Cell(CellKind.Persistent, holder.Index));
    }
}
