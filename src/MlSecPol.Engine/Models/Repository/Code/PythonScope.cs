namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>What names of a Python file stand for: imports with their aliases, functions assigned to other names, and what the file defines itself.</summary>
internal sealed class PythonScope
{
    private const int LongestName = 512;

    private readonly PythonSource _source;
    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly HashSet<string> _starred = new(StringComparer.Ordinal);

    /// <summary>Learns the names of a file.</summary>
    internal PythonScope(PythonSource source)
    {
        _source = source;
        for (var i = 0; i < source.Tokens.Count; i++)
        {
            if (i > 0 && source.Tokens[i - 1].Kind != PythonTokenKind.LineEnd && !source.Is(i - 1, ';') && !source.Is(i - 1, ':')) continue;
            if (source.Is(i, "import")) Import(i + 1);
            else if (source.Is(i, "from")) ImportFrom(i + 1);
            else if (source.Is(i, "def") || source.Is(i, "class")) Define(i);
            else if (source.Is(i, "async") && source.Is(i + 1, "def")) Define(i + 1);
            else Assign(i);
        }
    }

    /// <summary>The modules of which all names were imported.</summary>
    internal IReadOnlyCollection<string> Starred => _starred;

    /// <summary>What a dotted name stands for; one that begins with a name the file defines itself, or with a receiver that is not known, gets a leading dot.</summary>
    internal string Resolve(string dotted)
    {
        var first = dotted.IndexOf('.', StringComparison.Ordinal) is var at and > 0 ? dotted[..at] : dotted;
        if (_meanings.TryGetValue(first, out var meaning)) return meaning + dotted[first.Length..];
        return _own.Contains(first) || first.Length < dotted.Length ? "." + dotted : dotted;
    }

    /// <summary>The dotted name that begins at a token, and the token after it.</summary>
    internal (string Name, int End) Dotted(int index)
    {
        var name = _source.Name(index++);
        while (_source.Is(index, '.') && index + 1 < _source.Tokens.Count && _source.Tokens[index + 1].Kind == PythonTokenKind.Name)
        {
            if (name.Length < LongestName) name += "." + _source.Name(index + 1);
            index += 2;
        }

        return (name, index);
    }

    private bool IsName(int index) => index < _source.Tokens.Count && _source.Tokens[index].Kind == PythonTokenKind.Name;

    private void Import(int index)
    {
        while (IsName(index))
        {
            var (module, end) = Dotted(index);
            var first = module.Split('.', 2)[0];
            if (_source.Is(end, "as") && IsName(end + 1))
            {
                _meanings[_source.Name(end + 1)] = module;
                end += 2;
            }
            else
            {
                _meanings[first] = first;
            }

            if (!_source.Is(end, ',')) return;
            index = end + 1;
        }
    }

    private void ImportFrom(int index)
    {
        var module = string.Empty;
        while (_source.Is(index, '.'))
        {
            module = ".";
            index++;
        }

        if (IsName(index) && !_source.Is(index, "import"))
        {
            var (name, end) = Dotted(index);
            (module, index) = (module + name, end);
        }

        if (!_source.Is(index, "import")) return;
        index++;
        if (_source.Is(index, '*')) _starred.Add(module);
        if (_source.Is(index, '(')) index++;
        while (IsName(index))
        {
            var name = _source.Name(index++);
            var meaning = $"{module}.{name}";
            if (_source.Is(index, "as") && IsName(index + 1))
            {
                name = _source.Name(index + 1);
                index += 2;
            }

            _meanings[name] = meaning;
            if (!_source.Is(index, ',')) return;
            index++;
        }
    }

    private void Define(int keyword)
    {
        if (_source.Tokens[keyword].IsAtMargin && IsName(keyword + 1)) _own.Add(_source.Name(keyword + 1));
    }

    private void Assign(int index)
    {
        if (!IsName(index) || !_source.Is(index + 1, '=') || !IsName(index + 2)) return;
        var (name, end) = Dotted(index + 2);
        var target = _source.Name(index);
        var meaning = Resolve(name);
        if (_source.Tokens[end].Kind == PythonTokenKind.LineEnd && meaning[0] != '.' && target != name && meaning != target) _meanings[target] = meaning;
    }
}
