namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Imports, calls and states.</summary>
internal sealed partial class PickleRun
{
    private const int NameLimit = 4096;

    private bool StackGlobal()
    {
        if (!_stack.TryPop(out var name) || !_stack.TryPop(out var module)) return Underflow();
        if (!(name.IsText || name.IsOpen) || !(module.IsText || module.IsOpen)) return Refuse(PickleGapKind.Malformed, "STACK_GLOBAL needs two strings");
        return PushImport(PickleOpcode.StackGlobal, module, name);
    }

    private bool PushImport(PickleOpcode opcode, Cell module, Cell name)
    {
        var cell = Import(opcode, module, name);
        return cell.Index >= 0 ? Push(cell) : Refuse(PickleGapKind.Limit, $"the limit of {_session.Limits.Imports} different imports was reached");
    }

    private Cell Import(PickleOpcode opcode, Cell module, Cell name)
    {
        var writtenModule = TextOf(module, NameLimit);
        var writtenName = TextOf(name, NameLimit);
        if (writtenModule is null || writtenName is null) return Import(writtenModule ?? "", writtenName ?? "", null, opcode, isResolved: false);
        if (_protocol >= 3) return Import(writtenModule, writtenName, null, opcode);
        var (mappedModule, mappedName) = Python2Names.Map(writtenModule, writtenName);
        var isSame = mappedModule == writtenModule && mappedName == writtenName;
        return Import(mappedModule, mappedName, isSame ? null : $"{writtenModule}.{writtenName}", opcode);
    }

    private Cell Import(string module, string name, string? writtenAs, PickleOpcode opcode, bool isResolved = true, bool isDerived = false) =>
        new(CellKind.Import, _recorder.AddImport(new PickleImport
        {
            Module = module,
            Name = name,
            WrittenAs = writtenAs,
            IsResolved = isResolved,
            IsDerived = isDerived,
            Opcode = opcode,
            Offset = _at,
            Protocol = _protocol,
        }));

    private bool Inst()
    {
        if (!_stack.TryPopMark(out var start)) return NoMark();
        if (!GatherFrom(CellKind.Tuple, start) || !_stack.TryPop(out var arguments)) return Underflow();
        if (!NameLines(asciiOnly: true, out var module, out var name)) return false;
        var callee = Import(PickleOpcode.Inst, module, name);
        if (callee.Index < 0) return Refuse(PickleGapKind.Limit, $"the limit of {_session.Limits.Imports} different imports was reached");
        return Call(PickleOpcode.Inst, callee, arguments);
    }

    private bool Obj()
    {
        if (!_stack.TryPopMark(out var start)) return NoMark();
        if (_stack.Height - start < 1) return Underflow();
        if (!GatherFrom(CellKind.Tuple, start + 1) || !_stack.TryPop(out var arguments) || !_stack.TryPop(out var callee)) return Underflow();
        return Call(PickleOpcode.Obj, callee, arguments);
    }

    private bool Reduce()
    {
        if (!_stack.TryPop(out var arguments) || !_stack.TryPop(out var callee)) return Underflow();
        return Call(PickleOpcode.Reduce, callee, arguments);
    }

    private bool NewObj()
    {
        if (!_stack.TryPop(out var arguments) || !_stack.TryPop(out var callee)) return Underflow();
        return Call(PickleOpcode.NewObj, callee, arguments);
    }

    private bool NewObjEx()
    {
        if (!_stack.TryPop(out var keywords) || !_stack.TryPop(out var arguments) || !_stack.TryPop(out var callee)) return Underflow();
        if (!keywords.IsOpen && keywords.Kind != CellKind.Dictionary) return Refuse(PickleGapKind.Malformed, "NEWOBJ_EX needs a dictionary of keywords");
        if (arguments.Kind == CellKind.Tuple && _heap.Count(keywords) != 0)
        {
            var (items, complete) = _heap.Items(arguments);
            arguments = complete ? _heap.NewContainer(CellKind.Tuple, [.. items.Span, keywords]) : Cell.Unknown;
        }

        return Call(PickleOpcode.NewObjEx, callee, arguments);
    }

    private bool Call(PickleOpcode opcode, Cell callee, Cell arguments)
    {
        if (!callee.IsOpen) return Refuse(PickleGapKind.Malformed, "the called value is no callable");
        // TorchScript's own unpickler makes members of enumerations from their bare value.
        if (arguments.Kind != CellKind.Tuple && IsTorchScript(callee)) arguments = _heap.NewContainer(CellKind.Tuple, [arguments]);
        if (!arguments.IsOpen && arguments.Kind != CellKind.Tuple) return Refuse(PickleGapKind.Malformed, "the arguments of a call are no tuple");
        Record(opcode, callee, arguments);
        RunArguments(callee, arguments);
        var folded = Fold(callee, arguments);
        return Push(folded ?? _heap.NewResult(callee, arguments, ClassOf(callee, arguments)));
    }

    private bool IsTorchScript(Cell callee) => callee.Kind == CellKind.Import && _recorder.Imports[callee.Index].Module.StartsWith("__torch__", StringComparison.Ordinal);

    /// <summary>The import that the result is an instance of: what is called, or the class that copyreg's constructors are given.</summary>
    private int ClassOf(Cell callee, Cell arguments)
    {
        if (callee.Kind == CellKind.Result) return Wrapped(callee) is { } function ? ClassOf(function, arguments) : (int)callee.Data;
        if (callee.Kind != CellKind.Import) return -1;
        if (_recorder.Imports[callee.Index] is { Module: "copyreg", Name: "_reconstructor" or "__newobj__" or "__newobj_ex__" })
        {
            var items = _heap.FirstItems(arguments);
            if (items.Length > 0 && items[0].Kind == CellKind.Import) return items[0].Index;
        }

        return callee.Index;
    }

    /// <summary>The imported function that a partial goes on to call; null for everything else.</summary>
    private Cell? Wrapped(Cell callee)
    {
        if (callee is not { Index: >= 0, Data: >= 0 } || PlainName((int)callee.Data) != "functools.partial") return null;
        return _heap.FirstItems(_heap.Result(callee).Arguments) is [{ Kind: CellKind.Import } function, ..] ? function : null;
    }

    private bool Build()
    {
        if (!_stack.TryPop(out var state)) return Underflow();
        if (_stack.Height <= _stack.Fence) return Underflow();
        var target = _stack[_stack.Height - 1];
        // Nothing is done with the state None; a pair may hold nothing, too.
        if (!target.IsOpen && (state.Kind == CellKind.None || (state.Kind == CellKind.Tuple && _heap.Count(state) == 2))) return true;
        if (!target.IsOpen) return Refuse(PickleGapKind.Malformed, "BUILD finds an object that takes no state");
        Record(PickleOpcode.Build, target, _heap.NewContainer(CellKind.Tuple, [state]));
        if (target.Kind != CellKind.Result) return true;
        _heap.SetState(target, state);
        if (target.Data >= 0 && _recorder.Imports[(int)target.Data] is { IsResolved: true } made) Restore(made, target, state);
        return !_session.SkipsRawArrays || !IsArrayWrapper(target) || SkipRawArray(state);
    }

    /// <summary>States that are more than data: a partial takes another function from it, SciPy and statsmodels run texts in it.</summary>
    private void Restore(PickleImport made, Cell target, Cell state)
    {
        if (PlainName((int)target.Data) == "functools.partial" && _heap.Result(target).Callee.Kind == CellKind.Import)
        {
            var (items, complete) = _heap.Items(state);
            var isKnown = complete && state.Kind == CellKind.Tuple && items.Length == 4 && items.Span[1].Kind == CellKind.Tuple && _heap.Items(items.Span[1]).Complete;
            Span<Cell> keywords = isKnown && _heap.Count(items.Span[2]) != 0 ? [items.Span[2]] : [];
            var arguments = isKnown ? _heap.NewContainer(CellKind.Tuple, [items.Span[0], .. _heap.Items(items.Span[1]).Items.Span, .. keywords]) : Cell.Unknown;
            _heap.SetArguments(target, arguments);
            Record(PickleOpcode.Reduce, new Cell(CellKind.Import, (int)target.Data), arguments);
        }
        else if (EvaluatesFormula(made, state))
        {
            Record(PickleOpcode.Build, Derived("builtins", "eval") ?? Cell.Unknown, _heap.NewContainer(CellKind.Tuple, [Entry(state, PatsyFormula.Key) ?? Cell.Unknown]));
        }
        else if (made.Module.StartsWith("scipy.stats.", StringComparison.Ordinal) && made.Name.EndsWith("_gen", StringComparison.Ordinal) && !IsGenerated(state))
        {
            Record(PickleOpcode.Build, Derived("builtins", "exec") ?? Cell.Unknown, _heap.NewContainer(CellKind.Tuple, [Entry(state, SciPyTemplate.Key) ?? Cell.Unknown]));
        }
    }

    /// <summary>Whether statsmodels would evaluate more than terms of columns when it restores the object.</summary>
    private bool EvaluatesFormula(PickleImport made, Cell state) =>
        made.Module.StartsWith("statsmodels.", StringComparison.Ordinal) && Entry(state, PatsyFormula.Key) is { } formula
        && (formula.IsText ? TextOf(formula, NameLimit) is not { } text || !PatsyFormula.IsPlain(text) : formula.IsOpen && formula.Kind != CellKind.Import);

    /// <summary>Whether the state of a distribution is a dictionary with known keys, whose code is none but SciPy's own.</summary>
    private bool IsGenerated(Cell state)
    {
        var (items, complete) = _heap.Items(state);
        if (state.Kind != CellKind.Dictionary || !complete) return false;
        var span = items.Span;
        for (var i = 0; i + 1 < span.Length; i += 2)
        {
            if (TextOf(span[i], NameLimit) is not { } key) return false;
            if (key == SciPyTemplate.Key && (TextOf(span[i + 1], NameLimit) is not { } text || !SciPyTemplate.IsGenerated(text))) return false;
        }

        return true;
    }

    private void RecordChange(PickleOpcode opcode, Cell target, long start) => Record(opcode, target, _heap.NewContainer(CellKind.Tuple, _stack.From(start)));

    private void Record(PickleOpcode opcode, Cell target, Cell? arguments)
    {
        var key = ((long)target.Kind << 32) | (uint)(target.Kind == CellKind.Result ? (int)target.Data : target.Index);
        // Instances of one class are told apart by nothing that a policy could ask when they are given their state.
        var signature = opcode == PickleOpcode.Build && target.Kind == CellKind.Result || arguments is null ? 1 : Signature(arguments.Value, 0);
        if (target.Kind == CellKind.Result && opcode != PickleOpcode.Build) signature = _recorder.Mix(signature, Signature(target, 0));
        var detail = _recorder.Count(opcode, key, signature);
        if (detail == CallDetail.None) return;
        // The state of an instance is data that no rule asks for; of everything else arguments are kept three levels deep.
        var levels = opcode == PickleOpcode.Build && target.Kind == CellKind.Result ? 1 : 3;
        _recorder.AddCall(opcode, _at, Describe(target, 2), detail == CallDetail.All && arguments is { } known ? DescribeItems(known, levels) : null);
    }

    private long Signature(Cell cell, int depth)
    {
        var hash = _recorder.Mix(((long)cell.Kind << 32) | (uint)cell.Index, cell.Data);
        if (depth > 4) return hash;
        if (cell.IsContainer && cell.Index >= 0)
        {
            hash = _recorder.Mix((long)cell.Kind, _heap.Count(cell));
            foreach (var item in _heap.FirstItems(cell)) hash = _recorder.Mix(hash, Signature(item, depth + 1));
        }
        else if (cell is { Kind: CellKind.Result, Index: >= 0 })
        {
            var result = _heap.Result(cell);
            hash = _recorder.Mix(Signature(result.Callee, depth + 1), Signature(result.Arguments, depth + 1));
        }

        return hash;
    }
}
