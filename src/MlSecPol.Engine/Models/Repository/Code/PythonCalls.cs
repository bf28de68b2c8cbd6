namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Lists what Python source calls, with names resolved through imports, aliases, <c>getattr</c> with a constant name and <c>__import__</c> of a constant module.</summary>
internal static class PythonCalls
{
    private const int MostArguments = 200;

    /// <summary>The calls, in the order of the source.</summary>
    internal static IEnumerable<PythonCall> Of(PythonSource source, CancellationToken token)
    {
        var scope = new PythonScope(source);
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            if (source.Tokens[i].Kind != PythonTokenKind.Name || source.Is(i - 1, '.') || source.Is(i - 1, "def") || source.Is(i - 1, "class")) continue;
            var (name, end) = scope.Dotted(i);
            var resolved = scope.Resolve(name);
            if (source.Is(end, '('))
            {
                foreach (var call in Called(source, scope, i, end, resolved)) yield return call;
            }
            else if (IsHandedOn(source, i, end))
            {
                yield return new PythonCall(source, resolved, i, end - 1, null);
            }

            i = end - 1;
        }
    }

    private static IEnumerable<PythonCall> Called(PythonSource source, PythonScope scope, int from, int open, string name)
    {
        var close = source.Closing(open);
        var call = new PythonCall(source, name, from, close, Arguments(source, open, close));
        yield return call;
        if (!name.Contains('.', StringComparison.Ordinal))
        {
            foreach (var module in scope.Starred) yield return call with { Name = $"{module}.{name}" };
        }

        var target = name switch
        {
            "getattr" or "builtins.getattr" => Attribute(call, scope),
            "__import__" or "builtins.__import__" or "importlib.import_module" => call.Constant(call.Positional(0)),
            _ => null,
        };
        if (target is null) yield break;
        var end = close + 1;
        while (source.Is(end, '.') && end + 1 < source.Tokens.Count && source.Tokens[end + 1].Kind == PythonTokenKind.Name)
        {
            target += "." + source.Name(end + 1);
            end += 2;
        }

        if (source.Is(end, '(')) yield return new PythonCall(source, target, from, source.Closing(end), Arguments(source, end, source.Closing(end)));
        else if (target.Contains('.', StringComparison.Ordinal)) yield return new PythonCall(source, target, from, close, null);
    }

    private static string? Attribute(PythonCall call, PythonScope scope)
    {
        if (call.Positional(0) is not { } holder || call.Constant(call.Positional(1)) is not { } attribute || call.Source.Tokens[holder.From].Kind != PythonTokenKind.Name) return null;
        var (name, end) = scope.Dotted(holder.From);
        return end == holder.To ? $"{scope.Resolve(name)}.{attribute}" : null;
    }

    /// <summary>Whether the name is an argument or is bound to an attribute, so that others call it: <c>map(pickle.loads, parts)</c>.</summary>
    private static bool IsHandedOn(PythonSource source, int from, int end)
    {
        var begins = source.Is(from - 1, '(') || source.Is(from - 1, ',') || source.Is(from - 1, '=');
        var ends = source.Is(end, ')') || source.Is(end, ',') || source.Tokens[Math.Min(end, source.Tokens.Count - 1)].Kind == PythonTokenKind.LineEnd;
        return begins && ends && !IsBaseList(source, from);
    }

    private static bool IsBaseList(PythonSource source, int from)
    {
        // class Name(Base, Other): the first base follows the bracket that follows the name.
        var i = from - 1;
        for (var steps = 0; steps < 16 && i > 1 && !source.Is(i, '('); steps++) i--;
        return source.Is(i - 2, "class") || source.Is(i - 1, "isinstance") || source.Is(i - 1, "issubclass");
    }

    private static List<PythonArgument> Arguments(PythonSource source, int open, int close)
    {
        var arguments = new List<PythonArgument>();
        var start = open + 1;
        for (var i = start; i <= close && arguments.Count < MostArguments; i = source.Next(i))
        {
            if (i != close && !source.Is(i, ',')) continue;
            if (i > start) arguments.Add(Argument(source, start, i));
            start = i + 1;
        }

        return arguments;
    }

    private static PythonArgument Argument(PythonSource source, int from, int to)
    {
        if (source.Is(from, '*') && source.Is(from + 1, '*')) return new PythonArgument(string.Empty, from + 2, to);
        return source.Tokens[from].Kind == PythonTokenKind.Name && source.Is(from + 1, '=') && from + 2 <= to
            ? new PythonArgument(source.Name(from), from + 2, to)
            : new PythonArgument(null, from, to);
    }
}
