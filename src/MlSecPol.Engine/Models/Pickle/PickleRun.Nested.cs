using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Pickles inside: bytes that a call is given, and object arrays of joblib.</summary>
internal sealed partial class PickleRun
{
    private const int LeastCarried = 12;

    /// <summary>The longest text that is made into bytes in memory.</summary>
    private const int MostEncoded = 128 << 20;

    /// <summary>Callables that load the bytes they are given as pickles.</summary>
    private static bool Loads(string name) => name is "pickle.loads" or "pickle._loads" or "_pickle.loads" or "cPickle.loads" or "dill.loads" or "dill._dill.loads"
        or "cloudpickle.loads" or "cloudpickle.cloudpickle.loads" or "torch.storage._load_from_bytes" or "joblib.numpy_pickle.loads"
        or "torch.utils.data.datapipes.utils.decoder.basichandlers" or "multiprocessing.reduction.loads" or "multiprocessing.reduction.ForkingPickler.loads";

    private void RunArguments(Cell callee, Cell arguments)
    {
        if (arguments.Kind != CellKind.Tuple) return;
        var loads = callee.Kind == CellKind.Import && Loads(_recorder.NameOf(callee.Index));
        var (items, _) = _heap.Items(arguments);
        Span<byte> head = stackalloc byte[2];
        foreach (var item in items.Span)
        {
            var isText = loads && item.IsText;
            if (!item.IsBytes && !isText) continue;
            if (loads && item.Kind is CellKind.LongBytes or CellKind.LongText)
                _session.InnerGap ??= new PickleGap(PickleGapKind.Limit, _at, "the bytes given to a loader are too long to be followed");
            if (item.Kind is CellKind.SourceBytes or CellKind.SourceString or CellKind.SourceText)
            {
                if (item.Index < 2 || !_reader.TryCopy(item.Data, head)) continue;
                if (!loads && !StartsLikePickle(head)) continue;
                if (_session.IsFirstTime(_recorder.Shift is { } shift ? item.Data + shift : -1))
                    RunNested(_reader.Slice(item.Data, item.Index), _recorder.Shift + item.Data, loads);
            }
            else if (item.Kind == CellKind.SourceEncoded)
            {
                RunEncoded(item, loads);
            }
            else if (item.Kind == CellKind.Blob && _heap.Blob(item) is var blob && (loads || StartsLikePickle(blob)))
            {
                using var source = new MemorySource(blob);
                RunNested(source, null, loads);
            }
        }
    }

    /// <summary>Runs the bytes for which a long text stands, where they are loaded or begin like a pickle.</summary>
    private void RunEncoded(Cell encoded, bool isLoaded)
    {
        Span<byte> head = stackalloc byte[3];
        if (!_reader.TryCopy(encoded.Data, head)) return;
        // The mark of a pickle is beyond ASCII and takes two bytes in UTF-8.
        if (!isLoaded && !(head[..2].SequenceEqual("\u0080"u8) && head[2] <= HighestProtocol)) return;
        if (!_session.IsFirstTime(_recorder.Shift is { } shift ? encoded.Data + shift : -1)) return;
        if (encoded.Index > MostEncoded)
        {
            if (isLoaded) _session.InnerGap ??= new PickleGap(PickleGapKind.Limit, _at, "the text that stands for the bytes given to a loader is too long to be followed");
            return;
        }

        var utf8 = new byte[encoded.Index];
        if (!_reader.TryCopy(encoded.Data, utf8)) return;
        // A character takes at least as many bytes in UTF-8 as in Latin 1, so that the bytes are written over what was read.
        using var source = new MemorySource(utf8.AsMemory(0, Transcode(utf8)));
        RunNested(source, null, isLoaded);
    }

    /// <summary>Replaces UTF-8 by Latin 1, up to the first character that has no place there; the encoder would fail at it.</summary>
    private static int Transcode(Span<byte> utf8)
    {
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] < 0x80) utf8[length++] = utf8[i];
            else if (utf8[i] is 0xC2 or 0xC3 && i + 1 < utf8.Length) utf8[length++] = (byte)((utf8[i] << 6) | (utf8[++i] & 0x3F));
            else break;
        }

        return length;
    }

    /// <summary>Looks into bytes, and texts of bytes, that are carried as data: who knows of them loads them in a second step.</summary>
    private void RunCarried(Cell data)
    {
        if (data.Index < LeastCarried || _recorder.Reading is not (PickleReading.Primary or PickleReading.Embedded)) return;
        Span<byte> head = stackalloc byte[4];
        if (!_reader.TryCopy(data.Data, head)) return;
        var isPlain = StartsLikePickle(head);
        var codec = isPlain ? null : head.StartsWith("gA"u8) ? "base64" : head.StartsWith("800"u8) ? "hex" : null;
        if (!isPlain && codec is null) return;
        var outer = _recorder.Reading;
        _recorder.Reading = PickleReading.Embedded;
        if (_session.IsFirstTime(_recorder.Shift is { } shift ? data.Data + shift : -1))
        {
            if (isPlain)
            {
                RunNested(_reader.Slice(data.Data, data.Index), _recorder.Shift + data.Data, isLoaded: false);
            }
            else if (Recode(data, codec!, toText: true) is { } decoded && _heap.Blob(decoded) is var bytes && StartsLikePickle(bytes))
            {
                using var source = new MemorySource(bytes);
                RunNested(source, null, isLoaded: false);
            }
        }

        _recorder.Reading = outer;
    }

    private static bool StartsLikePickle(ReadOnlySpan<byte> bytes) => bytes.Length > 2 - 1 && bytes[0] == (byte)PickleOpcode.Proto && bytes[1] <= HighestProtocol;

    private void RunNested(ByteSource content, long? shift, bool isLoaded)
    {
        if (_nesting + 1 >= _session.Limits.NestingDepth)
        {
            _session.InnerGap ??= new PickleGap(PickleGapKind.Limit, _at, $"the limit of {_session.Limits.NestingDepth} pickles inside each other was reached");
            return;
        }

        var (reading, depth, outerShift, outerLoader) = (_recorder.Reading, _recorder.Depth, _recorder.Shift, _recorder.LoaderOffset);
        _recorder.LoaderOffset = outerShift is { } known ? _at + known : outerLoader;
        _recorder.Shift = shift;
        _recorder.Depth++;
        if (!isLoaded && reading == PickleReading.Primary) _recorder.Reading = PickleReading.Embedded;
        using var reader = new PickleReader(content);
        using var run = new PickleRun(reader, _session, _nesting + 1);
        var count = 0;
        while (reader.Position < reader.Length && run.Execute() is not null) count++;
        (_recorder.Reading, _recorder.Depth, _recorder.Shift, _recorder.LoaderOffset) = (reading, depth, outerShift, outerLoader);
        if (isLoaded && count == 0) _session.InnerGap ??= new PickleGap(PickleGapKind.Malformed, _at, "the bytes given to a loader are no readable pickle");
    }

    private bool IsArrayWrapper(Cell target) => target.Data >= 0 && _recorder.Imports[(int)target.Data] is
    {
        Name: "NumpyArrayWrapper",
        Module: "joblib.numpy_pickle" or "sklearn.externals.joblib.numpy_pickle",
    };

    /// <summary>Moves over the raw array that joblib writes behind its wrapper, or runs the pickle of an array of objects.</summary>
    private bool SkipRawArray(Cell state)
    {
        _session.HasRawArrays = true;
        if (_reader.Position < _reader.FrameEnd) ReportStraddle();
        _reader.FrameEnd = -1;
        if (Entry(state, "dtype") is not { } type || Entry(state, "shape") is not { } shape || ItemSize(type) is not { } itemSize || Elements(shape) is not { } count)
            return Refuse(PickleGapKind.Malformed, "the length of a wrapped array cannot be told");
        if (itemSize == 0 && HoldsObjects(type)) return RunObjectArray();
        if (Entry(state, "numpy_array_alignment_bytes") is { Kind: not CellKind.None })
        {
            var padding = _reader.ReadByte();
            if (padding < 0 || !_reader.TrySkip(padding)) return Truncated();
        }

        var length = (Int128)count * itemSize;
        return length <= long.MaxValue && _reader.TrySkip((long)length) ? true : Refuse(PickleGapKind.Truncated, "the content ends inside a wrapped array");
    }

    private bool RunObjectArray()
    {
        if (_nesting + 1 >= _session.Limits.NestingDepth)
            return Refuse(PickleGapKind.Limit, $"the limit of {_session.Limits.NestingDepth} pickles inside each other was reached");
        using var run = new PickleRun(_reader, _session, _nesting + 1);
        if (run.Execute() is null)
        {
            Gap = run.Gap;
            return false;
        }

        _reader.FrameEnd = -1;
        return true;
    }

    private Cell? Entry(Cell dictionary, string key) =>
        dictionary.Kind == CellKind.Dictionary ? _heap.Find(dictionary, key, c => TextOf(c, 64)) : null;

    private long? Elements(Cell shape)
    {
        if (shape.Kind is not (CellKind.Tuple or CellKind.List)) return null;
        var (items, complete) = _heap.Items(shape);
        Int128 count = 1;
        foreach (var item in items.Span)
        {
            var extent = item.Kind == CellKind.Integer ? item.Data : Scalar(item);
            if (extent is not >= 0) return null;
            count *= extent.Value;
            if (count > long.MaxValue) return null;
        }

        return complete ? (long)count : null;
    }

    /// <summary>An integer scalar of NumPy, as shapes that were computed hold them.</summary>
    private long? Scalar(Cell cell)
    {
        if (cell is not { Kind: CellKind.Result, Index: >= 0 } || cell.Data < 0 || _recorder.Imports[(int)cell.Data].Name != "scalar") return null;
        var (items, _) = _heap.Items(_heap.Result(cell).Arguments);
        if (items.Length != 2 || BytesOf(items.Span[1], 8) is not { Length: > 0 } bytes) return null;
        long value = 0;
        for (var i = bytes.Length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return value;
    }

    private string? TypeCode(Cell type)
    {
        if (type is not { Kind: CellKind.Result, Index: >= 0 } || type.Data < 0 || _recorder.Imports[(int)type.Data] is not { Module: "numpy", Name: "dtype" }) return null;
        var (items, _) = _heap.Items(_heap.Result(type).Arguments);
        return items.Length > 0 ? TextOf(items.Span[0], 32)?.TrimStart('<', '>', '|', '=') : null;
    }

    private long? ItemSize(Cell type)
    {
        if (TypeCode(type) is not { Length: > 0 } code) return null;
        if (HoldsObjects(type)) return 0;
        if (code is "?" or "b" or "B") return 1;
        if (!long.TryParse(code.AsSpan(1), out var size) || size is < 0 or > int.MaxValue) return null;
        return code[0] == 'U' ? size * 4 : size;
    }

    /// <summary>NumPy keeps in the last entry of a type's state whether items are references to objects (flag 1).</summary>
    private bool HoldsObjects(Cell type)
    {
        if (TypeCode(type) is ['O', ..]) return true;
        if (type is not { Kind: CellKind.Result, Index: >= 0 } || _heap.Result(type).State is not { Kind: CellKind.Tuple } state) return false;
        var (items, _) = _heap.Items(state);
        return items.Length > 7 && items.Span[7] is { Kind: CellKind.Integer } flags && (flags.Data & 1) != 0;
    }
}
