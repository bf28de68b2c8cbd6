namespace MlSecPol.Engine.Models.Code;

/// <summary>Divides Python source into blocks by their indentation, and works out which of them run when the file is imported.</summary>
internal sealed class SourceBlocks
{
    private const int MostBlocks = 50_000;

    // Callables that call what they are handed.
    private static readonly string[] Callers = ["Thread", "Process", "Timer", "register", "submit", "map", "call_soon", "apply", "apply_async", "run", "partial", "filter", "starmap", "run_in_executor", "create_task"];

    private readonly List<(int Start, SourceBlock Block)> _segments = [];
    private readonly List<SourceBlock> _all = [];
    private readonly SourcePaths _paths;
    private readonly byte[] _text;

    private SourceBlocks(SourcePaths paths, byte[] text)
    {
        _paths = paths;
        _text = text;
        Module = new SourceBlock(null, SourceBlockKind.Module, string.Empty, -1) { RunsOnImport = true };
        Divide();
        Reach();
    }

    /// <summary>The block of the file itself.</summary>
    internal SourceBlock Module { get; }

    /// <summary>All classes and functions.</summary>
    internal IReadOnlyList<SourceBlock> All => _all;

    internal static SourceBlocks Of(SourcePaths paths, byte[] text) => new(paths, text);

    /// <summary>The block to which a place of the text belongs.</summary>
    internal SourceBlock At(int offset)
    {
        int low = 0, high = _segments.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_segments[middle].Start <= offset) low = middle + 1;
            else high = middle - 1;
        }

        return high < 0 ? Module : _segments[high].Block;
    }

    private void Divide()
    {
        var open = new Stack<SourceBlock>();
        open.Push(Module);
        var tokens = _paths.Tokens;
        for (var first = 0; first < tokens.Count; first++)
        {
            if (tokens[first].Kind == SourceTokenKind.Line) continue;
            var end = first;
            while (end < tokens.Count && tokens[end].Kind != SourceTokenKind.Line) end++;
            var indent = tokens[first].Start - (_text.AsSpan(0, tokens[first].Start).LastIndexOf((byte)'\n') + 1);
            while (open.Peek().Indent >= indent) open.Pop();
            _segments.Add((tokens[first].Start, open.Peek()));
            if (Begin(first, end, indent, open.Peek()) is { } begun && _all.Count < MostBlocks)
            {
                _all.Add(begun.Block);
                open.Push(begun.Block);
                _segments.Add((begun.Body, begun.Block));
            }

            first = end;
        }
    }

    /// <summary>The block that a line begins, and where its body may stand on the same line.</summary>
    private (SourceBlock Block, int Body)? Begin(int first, int end, int indent, SourceBlock parent)
    {
        var at = _paths.Is(first, "async") ? first + 1 : first;
        var isFunction = _paths.Is(at, "def");
        var isProgram = _paths.Is(at, "if") && _paths.Is(at + 1, "__name__");
        if (!isFunction && !isProgram && !_paths.Is(at, "class")) return null;
        var block = new SourceBlock(
            parent, isFunction ? SourceBlockKind.Function : isProgram ? SourceBlockKind.Program : SourceBlockKind.Class, isProgram ? string.Empty : _paths.Text(at + 1), indent)
        {
            RunsOnImport = !isFunction && !isProgram && parent.RunsOnImport,
        };
        var depth = 0;
        for (; at < end; at++)
        {
            if (_paths.Tokens[at].Kind == SourceTokenKind.Name && depth == 1 && block.Kind == SourceBlockKind.Class && !_paths.IsSign(at + 1, '.') && !_paths.IsSign(at + 1, '=')) block.Bases.Add(_paths.Text(at));
            if (_paths.IsSign(at, '(') || _paths.IsSign(at, '[') || _paths.IsSign(at, '{')) depth++;
            else if (_paths.IsSign(at, ')') || _paths.IsSign(at, ']') || _paths.IsSign(at, '}')) depth--;
            else if (depth == 0 && _paths.IsSign(at, ':')) return (block, _paths.Tokens[at].End);
        }

        return (block, _paths.Tokens[end - 1].End);
    }

    /// <summary>Follows calls from what runs on import to the functions and classes of the file, until nothing new is reached.</summary>
    private void Reach()
    {
        var byName = _all.Where(b => b.Kind is SourceBlockKind.Function or SourceBlockKind.Class).ToLookup(b => b.Name, StringComparer.Ordinal);
        if (byName.Count == 0) return;
        var makers = _all.Where(b => b is { Kind: SourceBlockKind.Function, Parent.Kind: SourceBlockKind.Class, Name: "__init__" or "__new__" or "__post_init__" or "__init_subclass__" or "__enter__" or "__call__" }).ToLookup(b => b.Parent!);
        var calls = Calls(byName).ToLookup(c => c.From, c => c.Target);
        var reached = new Queue<SourceBlock>([Module, .. _all.Where(b => b.RunsOnImport)]);
        while (reached.TryDequeue(out var block))
        {
            foreach (var target in calls[block])
            {
                // What is called runs: a function itself, of a class the methods that make an object.
                foreach (var body in target.Kind == SourceBlockKind.Function ? [target] : makers[target])
                {
                    if (body.RunsOnImport) continue;
                    body.RunsOnImport = true;
                    reached.Enqueue(body);
                }
            }
        }
    }

    private IEnumerable<(SourceBlock From, SourceBlock Target)> Calls(ILookup<string, SourceBlock> byName)
    {
        var handsOn = -1;
        foreach (var path in _paths.Paths)
        {
            var last = path.Name[(path.Name.LastIndexOf('.') + 1)..];
            if (path.IsCalled && Callers.Contains(last)) handsOn = _paths.Tokens[_paths.Closing(path.Behind)].End;
            if (path.IsDefinition || !(path.IsCalled || path.Before == "@" || path.Start < handsOn)) continue;
            foreach (var target in byName[last])
            {
                // A plain name means a function of the file, a name behind a dot a method.
                var isMethod = target.Parent is { Kind: SourceBlockKind.Class };
                if (isMethod == path.Name.Contains('.', StringComparison.Ordinal)) yield return (At(path.Start), target);
            }
        }
    }
}
