using System.Text;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Calls whose result can be told without making it: what gadgets use to build names, and what hands out another thing.</summary>
internal sealed partial class PickleRun
{
    private const int FoldLimit = 64 * 1024;

    private Cell? Fold(Cell callee, Cell arguments)
    {
        if (arguments.Kind != CellKind.Tuple) return null;
        var (items, complete) = _heap.Items(arguments);
        return complete ? Fold(callee, items.Span, 0) : null;
    }

    private Cell? Fold(Cell callee, ReadOnlySpan<Cell> arguments, int depth)
    {
        if (depth > 16) return null;
        if (callee.Kind == CellKind.Import)
        {
            return _recorder.Imports[callee.Index].IsResolved ? FoldNamed(callee.Index, arguments, depth) : null;
        }

        if (callee is not { Kind: CellKind.Result, Index: >= 0 }) return null;
        var maker = _heap.Result(callee);
        if (maker.Callee.Kind != CellKind.Import) return null;
        var (items, complete) = _heap.Items(maker.Arguments);
        var given = items.Span;
        if (!complete || given.IsEmpty) return null;
        switch (PlainName(maker.Callee.Index))
        {
            case "builtins.getattr" when given.Length >= 2 && TextOf(given[1], NameLimit) is { } method:
                return FoldMethod(given[0], method, arguments);
            case "operator.attrgetter" when arguments.Length == 1 && TextOf(given[0], NameLimit) is { } path:
                return Attribute(arguments[0], path);
            case "operator.methodcaller" when arguments.Length == 1 && TextOf(given[0], NameLimit) is { } name:
                if (Attribute(arguments[0], name) is not { } bound) return FoldMethod(arguments[0], name, given[1..]);
                HandOn(bound, given[1..]);
                return Fold(bound, given[1..], depth + 1);
            case "functools.partial":
                HandOn(given[0], [.. given[1..], .. arguments]);
                return Fold(given[0], [.. given[1..], .. arguments], depth + 1);
            default: return null;
        }
    }

    private Cell? FoldNamed(int import, ReadOnlySpan<Cell> arguments, int depth)
    {
        var name = PlainName(import);
        switch (name)
        {
            case "builtins.str" or "builtins.bytes" or "builtins.bytearray" when arguments.IsEmpty:
                return name == "builtins.str" ? NewText("") : NewBlob([]);
            case "builtins.str.join" or "builtins.str.replace" or "builtins.str.__add__" or "builtins.str.encode" or "builtins.str.lower" or "builtins.str.upper"
                or "builtins.str.strip" or "builtins.bytes.decode" or "builtins.bytes.join" or "builtins.bytes.hex" when !arguments.IsEmpty:
                return FoldMethod(arguments[0], name[(name.LastIndexOf('.') + 1)..], arguments[1..]);
        }

        if (arguments.IsEmpty) return null;
        var first = arguments[0];
        switch (name)
        {
            case "builtins.getattr" when arguments.Length >= 2 && TextOf(arguments[1], NameLimit) is { } attribute:
                return Attribute(first, attribute);
            case "builtins.__import__" or "importlib.import_module" or "importlib.__import__" or "importlib._bootstrap._gcd_import":
                return TextOf(first, NameLimit) is { } module ? Derived(module, "") : null;
            case "pkgutil.resolve_name" or "pydoc.locate" or "logging.config._resolve" when TextOf(first, NameLimit) is { } path: return Resolve(path);
            case "dill._dill._load_type": return TextOf(first, NameLimit) is { } type ? DillType(type) : null;
            case "cloudpickle.cloudpickle._builtin_type": return TextOf(first, NameLimit) is { } typeName ? Derived("types", typeName) : null;
            case "builtins.list" or "builtins.tuple": return first.IsContainer ? first : null;
            case "builtins.chr": return first is { Kind: CellKind.Integer, Data: >= 0 and < 0xD800 } ? NewText(((char)first.Data).ToString()) : null;
            case "builtins.str":
                if (first.IsText) return first;
                return arguments.Length > 1 ? FoldMethod(first, "decode", arguments[1..]) : null;
            case "builtins.bytes" or "builtins.bytearray":
                if (first.IsBytes) return first;
                return first.IsText ? FoldMethod(first, "encode", arguments[1..]) : Octets(first) is { } octets ? NewBlob(octets) : null;
            case "builtins.map" when arguments.Length == 2: return FoldMap(first, arguments[1], depth);
            case "functools.reduce" when arguments.Length == 2 && first.Kind == CellKind.Import && PlainName(first.Index) is "operator.add" or "operator.concat":
                return arguments[1].IsContainer ? FoldMethod(NewText(""), "join", arguments[1..]) : null;
            case "operator.add" or "operator.concat" or "operator.iadd" or "operator.iconcat" when arguments.Length == 2:
                return FoldMethod(first, "__add__", arguments[1..]);
            case "codecs.decode" or "codecs.encode":
                var codec = arguments.Length > 1 ? TextOf(arguments[1], 32) : "utf-8";
                if (codec is null) return null;
                return Recode(first, codec, toText: name == "codecs.decode") ?? (name == "codecs.encode" && codec == "latin1" ? EncodeLong(first) : null);
            case "base64.b64decode" or "base64.standard_b64decode" or "base64.urlsafe_b64decode" or "base64.decodebytes" or "binascii.a2b_base64":
                return Recode(first, "base64", toText: true);
            case "binascii.unhexlify" or "binascii.a2b_hex" or "base64.b16decode" or "builtins.bytes.fromhex":
                return Recode(first, "hex", toText: true);
            default: return null;
        }
    }

    private string PlainName(int import) => _recorder.PlainNameOf(import);

    private Cell? FoldMap(Cell function, Cell sequence, int depth)
    {
        var (items, complete) = _heap.Items(sequence);
        if (!complete || function.Kind != CellKind.Import) return null;
        var mapped = new List<Cell>(items.Length);
        foreach (var item in items.Span)
        {
            // The function is called for each item as soon as somebody takes them.
            HandOn(function, [item]);
            mapped.Add(Fold(function, [item], depth + 1) ?? Cell.Unknown);
        }

        return mapped.TrueForAll(c => c.Kind != CellKind.Unknown) ? _heap.NewContainer(CellKind.List, [.. mapped]) : null;
    }

    private Cell? FoldMethod(Cell self, string method, ReadOnlySpan<Cell> arguments)
    {
        if (self.IsBytes)
        {
            if (method == "decode") return (arguments.IsEmpty ? "utf-8" : TextOf(arguments[0], 32)) is { } codec ? Recode(self, codec, toText: true) : null;
            if (BytesOf(self, FoldLimit) is not { } bytes) return null;
            if (method == "hex") return NewText(Convert.ToHexStringLower(bytes));
            if (method == "__add__" && arguments.Length == 1 && BytesOf(arguments[0], FoldLimit) is { } more) return NewBlob([.. bytes, .. more]);
            return method == "join" && arguments.Length == 1 ? JoinBytes(bytes, arguments[0]) : null;
        }

        if (TextOf(self, FoldLimit) is not { } text) return null;
        switch (method)
        {
            case "join" when arguments.Length == 1: return Join(text, arguments[0]);
            case "__add__" when arguments.Length == 1: return TextOf(arguments[0], FoldLimit) is { } more ? NewText(text + more) : null;
            case "replace" when arguments.Length == 2 && TextOf(arguments[0], NameLimit) is { Length: > 0 } old && TextOf(arguments[1], NameLimit) is { } fresh:
                return text.Length / old.Length * (long)fresh.Length <= FoldLimit ? NewText(text.Replace(old, fresh, StringComparison.Ordinal)) : null;
            case "encode": return (arguments.IsEmpty ? "utf-8" : TextOf(arguments[0], 32)) is { } codec ? Recode(self, codec, toText: false) : null;
            case "lower" when arguments.IsEmpty: return NewText(text.ToLowerInvariant());
            case "upper" when arguments.IsEmpty: return NewText(text.ToUpperInvariant());
            case "strip" when arguments.IsEmpty: return NewText(text.Trim());
            default: return null;
        }
    }

    private Cell? Join(string separator, Cell sequence)
    {
        if (sequence.IsText) return separator.Length == 0 ? sequence : null;
        var (items, complete) = _heap.Items(sequence);
        if (!complete || !sequence.IsContainer) return null;
        var parts = new List<string>(items.Length);
        foreach (var item in items.Span)
        {
            if (TextOf(item, NameLimit) is not { } part) return null;
            parts.Add(part);
        }

        return NewText(string.Join(separator, parts));
    }

    private Cell? JoinBytes(byte[] separator, Cell sequence)
    {
        var (items, complete) = _heap.Items(sequence);
        if (!complete || !sequence.IsContainer) return null;
        var joined = new List<byte>();
        for (var i = 0; i < items.Length; i++)
        {
            if (BytesOf(items.Span[i], NameLimit) is not { } part) return null;
            if (i > 0) joined.AddRange(separator);
            joined.AddRange(part);
        }

        return NewBlob([.. joined]);
    }

    private byte[]? Octets(Cell sequence)
    {
        var (items, complete) = _heap.Items(sequence);
        if (!complete || sequence.Kind is not (CellKind.List or CellKind.Tuple)) return null;
        var octets = new byte[items.Length];
        for (var i = 0; i < octets.Length; i++)
        {
            if (items.Span[i] is not { Kind: CellKind.Integer, Data: >= 0 and <= 255 }) return null;
            octets[i] = (byte)items.Span[i].Data;
        }

        return octets;
    }

    private Cell? Recode(Cell value, string codec, bool toText)
    {
        if (TextOf(value, FoldLimit) is { } text) return PythonCodec.FromText(text, codec, toText) is { } recoded ? New(recoded) : null;
        return BytesOf(value, FoldLimit) is { } bytes && PythonCodec.FromBytes(bytes, codec) is { } decoded ? New(decoded) : null;
    }

    /// <summary>How protocols below 3 write bytes, of which a storage may have many: they stay where they stand.</summary>
    private Cell? EncodeLong(Cell text)
    {
        if (text.Kind == CellKind.LongText) return new Cell(CellKind.LongBytes, 0, text.Data);
        if (text.Kind == CellKind.Text && _heap.Text(text) is { } escaped) return NewBlob(Encoding.Latin1.GetBytes(escaped)) ?? new Cell(CellKind.LongBytes, 0, escaped.Length);
        if (text.Kind != CellKind.SourceText) return null;
        var encoded = new Cell(CellKind.SourceEncoded, text.Index, text.Data);
        var outer = _recorder.Reading;
        if (outer is not (PickleReading.Primary or PickleReading.Embedded)) return encoded;
        _recorder.Reading = PickleReading.Embedded;
        RunEncoded(encoded, isLoaded: false);
        _recorder.Reading = outer;
        return encoded;
    }

    /// <summary>What a call does by calling something else counts as a call of that.</summary>
    private void HandOn(Cell callee, ReadOnlySpan<Cell> arguments)
    {
        var tuple = _heap.NewContainer(CellKind.Tuple, arguments);
        Record(PickleOpcode.Reduce, callee, tuple);
        RunArguments(callee, tuple);
    }

    /// <summary>The names that dill gives types: those of the builtins, those of <c>types</c>, and a few of its own.</summary>
    private Cell? DillType(string name) => name switch
    {
        "PartialType" => Derived("functools", "partial"),
        "ItemGetterType" => Derived("operator", "itemgetter"),
        "AttrGetterType" => Derived("operator", "attrgetter"),
        [>= 'a' and <= 'z', ..] => Derived("builtins", name),
        _ => Derived("types", name),
    };

    /// <summary>An attribute of an import is an import of its own; of anything else nothing can be told.</summary>
    private Cell? Attribute(Cell owner, string path)
    {
        if (owner.Kind != CellKind.Import) return null;
        var import = _recorder.Imports[owner.Index];
        return import.IsResolved ? Derived(import.Module, import.Name.Length == 0 ? path : $"{import.Name}.{path}") : null;
    }

    private Cell? Resolve(string path)
    {
        var split = path.IndexOf(':', StringComparison.Ordinal);
        if (split < 0) split = path.LastIndexOf('.');
        return split < 0 ? Derived(path, "") : Derived(path[..split], path[(split + 1)..]);
    }

    private Cell? Derived(string module, string name) =>
        Import(module, name, null, PickleOpcode.Reduce, isDerived: true) is { Index: >= 0 } import ? import : null;

    private Cell NewText(string text) => _heap.NewText(text, _session.Limits.FoldedBytes);

    private Cell? NewBlob(byte[] bytes) => _heap.NewBlob(bytes, _session.Limits.FoldedBytes) is { Kind: CellKind.Blob } blob ? blob : null;

    private Cell? New(object recoded) => recoded is string text ? NewText(text) : NewBlob((byte[])recoded);
}
