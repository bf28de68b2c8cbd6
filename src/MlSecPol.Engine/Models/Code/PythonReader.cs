using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Reads Python source: what runs when a loader imports it or makes its classes is judged by the functions that it names, whatever they are called there;
/// what a function of a library does when somebody calls it is a fact. Never runs it and follows no values; names that are computed are themselves a finding.
/// </summary>
internal sealed class PythonReader
{
    private const int NestedPieces = 3;
    private const int LongestPiece = 1 << 16;

    private readonly SourceData _data = SourceData.Current;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _meanings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wholes = new(StringComparer.Ordinal);
    private readonly byte[] _text;
    private readonly string? _member;
    private readonly string _file;
    private readonly bool _isPiece;
    private readonly Action<ModelHazard> _sink;
    private readonly CancellationToken _token;
    private PythonMoments _moments;
    private PythonMoment? _moment;

    private PythonReader(byte[] text, string? member, string file, bool isPiece, Action<ModelHazard> sink, CancellationToken token)
    {
        _text = text;
        _member = member;
        _file = file;
        _isPiece = isPiece;
        _sink = sink;
        _token = token;
        _moments = new PythonMoments(null, file, PythonMoment.Function);
    }

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "Python source", facts) is not { } text) return;
        var reader = new PythonReader(text, member, TextLanguage.FileName(name), isPiece: false, facts.Add, facts.Token);
        if (SourceEncoding.Unusual(text) is { } encoding)
            reader.Add(HazardEffect.Unresolved, "encoding", encoding, $"The source is to be read under the encoding '{encoding}', so that what is written is not what runs.", 0);
        reader.Judge(text, 0, 0);
        reader.JudgeRole();
    }

    /// <summary>Judges the code of a notebook, which runs when somebody starts it and not by itself.</summary>
    internal static void ReadCells(byte[] text, string name, string? member, FactsBuilder facts) => new PythonReader(text, member, name, isPiece: true, facts.Add, facts.Token).Judge(text, 0, 0);

    /// <summary>Judges code that stands as a value in something else and would be evaluated as it stands.</summary>
    internal static IReadOnlyList<ModelHazard> ReadValue(byte[] text, CancellationToken token)
    {
        var found = new List<ModelHazard>();
        var reader = new PythonReader(text, null, string.Empty, isPiece: true, found.Add, token) { _moment = PythonMoment.Import };
        reader.Judge(text, 0, 0);
        return found;
    }

    /// <summary>Judges a piece of the text that begins at an offset: first what names mean in it, then every name.</summary>
    private void Judge(byte[] piece, int origin, int depth)
    {
        var paths = SourcePaths.Of(piece, _token);
        foreach (var import in paths.Imports) Note(import);
        for (var i = 1; i < paths.Paths.Count; i++)
        {
            // One name for another: a module under a new name.
            if (paths.Paths[i] is { Before: "=", IsCalled: false } value && paths.Paths[i - 1] is { IsDefined: true } target && !target.Name.Contains('.', StringComparison.Ordinal))
            {
                // A name may stand for a part of itself, which changes what is being read.
                foreach (var full in Meanings(value).ToArray()) Mean(target.Name, full);
            }
        }

        var blocks = SourceBlocks.Of(paths, piece);
        if (depth == 0) _moments = new PythonMoments(blocks, _file, _moment ?? (_isPiece ? PythonMoment.Function : null));
        var payloads = new PythonPayloads(paths, blocks, Meanings, (effect, rule, subject, detail, at) => Add(effect, rule, subject, detail, origin + at));
        payloads.Judge();
        foreach (var path in paths.Paths)
        {
            if (!path.IsDefinition) Judge(path, paths, payloads, origin, depth);
        }

        if (depth == NestedPieces) return;
        foreach (var literal in paths.Formatted())
        {
            foreach (var expression in SourceText.Expressions(piece, literal)) Judge(piece[expression], origin + expression.Start.Value, depth + 1);
        }
    }

    private void Note(SourceImport import)
    {
        if (import.Name == "*") _wholes.Add(import.From ?? "");
        else if (import.Alias is not null || import.From is not null) Mean(import.Alias ?? import.Name, import.FullName);
    }

    private void Mean(string name, string full)
    {
        if (name == full) return;
        if (!_meanings.TryGetValue(name, out var meanings)) _meanings.Add(name, meanings = new HashSet<string>(StringComparer.Ordinal));
        meanings.Add(full);
    }

    private IEnumerable<string> Meanings(SourcePath path)
    {
        var known = _meanings.TryGetValue(path.Root, out var meanings) ? meanings.Select(m => m + path.Name[path.Root.Length..]).Append(path.Name) : [path.Name];
        return path.IsCalled && path.Root == path.Name ? known.Concat(_wholes.Select(w => $"{w}.{path.Name}")) : known;
    }

    private void Judge(SourcePath path, SourcePaths paths, PythonPayloads payloads, int origin, int depth)
    {
        var at = origin + path.Start;
        var moment = _moments.At(at);
        JudgeShape(path, paths, moment, at);

        // Attributes of something computed, and keywords of calls, mean nothing by themselves.
        if (path.Root.Length == 0 || (path.Root == path.Name && path is { IsDefined: true, Before: "(" or "," })) return;
        foreach (var full in Meanings(path))
        {
            if (path.IsCalled && full is "getattr" or "operator.attrgetter" or "__import__" or "builtins.__import__" or "importlib.import_module" or "importlib.__import__") JudgeByName(path, full, paths, payloads, moment, at);
            else if (Effect(full, path) is { } effect) JudgeCall(path, full, effect, paths, moment, at);
        }

        if (depth == NestedPieces || !path.IsCalled || path.Name is not ("exec" or "eval" or "compile") || path.Argument is not { Length: > 0 and < LongestPiece } code) return;
        Judge(Encoding.UTF8.GetBytes(code), at, NestedPieces);
    }

    /// <summary>Judges a name by how it is written: letters that deceive, ways into the interpreter.</summary>
    private void JudgeShape(SourcePath path, SourcePaths paths, PythonMoment moment, int at)
    {
        if (path.Name.Any(SourceEncoding.IsDisguised))
            Add(HazardEffect.Unresolved, "letters", path.Name, $"The name '{path.Name}' is written in letters of another shape, which Python reads as plain ones.", at);
        var parts = path.Name.Split('.');
        if (Array.Find(parts, _data.Inner.Contains) is { } inner)
        {
            // Registries list their own subclasses and tools look at code; a chain from a plain object up to all classes has one use.
            var ways = parts.Count(p => p is "__class__" or "__base__" or "__bases__" or "__mro__" or "__subclasses__" or "__globals__" or "__builtins__" or "__init__");
            var climbs = ways > 1 && (path.Root.Length == 0 || Array.Exists(parts, p => p is "__subclasses__" or "__globals__" or "__builtins__"));
            var isHidden = climbs || (inner == "__builtins__" && (paths.IsSign(path.Behind, '[') || paths.IsSign(path.Behind, '.')));
            Add(isHidden || (moment == PythonMoment.Loading && inner is "__builtins__" or "__globals__") ? HazardEffect.ExecuteLater : HazardEffect.Note, "inner", inner, $"Code reaches '{inner}', which leads into Python's interpreter.", at);
        }

        var owner = parts[0];
        if (parts.Length == 2 && _data.Reached.Contains(owner) && parts[1] == "__dict__" && paths.IsSign(path.Behind, '['))
            Add(HazardEffect.Unresolved, "computed-name", owner, $"Code fetches a member of '{owner}' by name.", at);
        if (path.Name == "sys.modules" && paths.IsSign(path.Behind, '[') && paths.IsSign(path.Behind + 2, ']') && paths.IsSign(path.Behind + 3, '.')
            && paths.Literal(paths.Tokens[Math.Min(path.Behind + 1, paths.Tokens.Count - 1)]) is { } module && _data.Reached.Contains(module))
            Add(HazardEffect.Unresolved, "computed-name", module, $"Code fetches the module '{module}' by its name from the list of all modules.", at);
    }

    /// <summary>Judges the fetching of a module or member by a text.</summary>
    private void JudgeByName(SourcePath path, string full, SourcePaths paths, PythonPayloads payloads, PythonMoment moment, int at)
    {
        var close = paths.Closing(path.Behind);
        var isAttribute = full is "getattr" or "operator.attrgetter";
        if (isAttribute && (path.ArgumentPath is not { } owner || !_data.Reached.Contains(owner))) return;
        var texts = Enumerable.Range(path.Behind, close - path.Behind).Select(i => paths.Literal(paths.Tokens[i])).Where(t => t is not null).ToList();
        var isPut = (texts.Count > 1 && Enumerable.Range(path.Behind, close - path.Behind).Any(i => paths.IsSign(i, '+'))) || payloads.Origin(path.Behind, close) == 1 || (texts.Count > 0 && paths.Is(close - 1, "join"));
        if (isPut)
        {
            Add(HazardEffect.Unresolved, isAttribute ? "computed-name" : "computed-import", full, "Code puts the name of what it fetches together from pieces, which hides it.", at);
        }
        else if (isAttribute)
        {
            if (texts.Count == 0) Add(moment == PythonMoment.Function ? HazardEffect.Note : HazardEffect.Unresolved, "computed-name", path.ArgumentPath!, $"Code fetches a member of '{path.ArgumentPath}' by name.", at);
            else if (texts[0] is { Length: > 0 } member && (char.IsAsciiLetterLower(member[0]) || member is "Popen" or "__import__") && Effect($"{path.ArgumentPath}.{member}", path) is HazardEffect.Execute) Add(HazardEffect.ExecuteLater, "computed-name", $"{path.ArgumentPath}.{texts[0]}", $"Code fetches '{path.ArgumentPath}.{texts[0]}' by a text, which hides it.", at);
        }
        else if (texts.Count == 0)
        {
            Add(HazardEffect.Note, "computed-import", full, "Code imports a module under a computed name.", at);
        }
        else if (_data.Reached.Contains(texts[0]!.Split('.')[0]) && paths.IsSign(close + 1, '.'))
        {
            var reached = $"{texts[0]}.{(close + 2 < paths.Tokens.Count ? paths.Text(close + 2) : string.Empty)}";
            if (_data.Effects.GetValueOrDefault(reached) == HazardEffect.Execute || _data.Effects.GetValueOrDefault(texts[0]!) == HazardEffect.Execute)
                Add(HazardEffect.ExecuteLater, "acts", reached, $"Code imports '{texts[0]}' by a text and uses '{reached}' at once.", at);
        }
    }

    private void JudgeCall(SourcePath path, string full, HazardEffect effect, SourcePaths paths, PythonMoment moment, int at)
    {
        var weight = HazardEffect.Note;
        if (moment != PythonMoment.Function && effect == HazardEffect.Execute && (_moment is not null || !PythonMoments.IsCustomary(path, full, paths, moment))) weight = HazardEffect.ExecuteLater;
        else if (moment == PythonMoment.Import && effect == HazardEffect.Network && path.IsCalled && (_member is not null || full is "socket.socket" or "socket.create_connection")) weight = HazardEffect.Network;
        else if (moment == PythonMoment.Loading && effect == HazardEffect.Network && PythonMoments.Sends(path, full, paths)) weight = HazardEffect.Network;
        var verb = effect switch
        {
            HazardEffect.Network => "connects to other machines",
            HazardEffect.Weak => "changes files or processes of the machine",
            _ => "runs commands or further code",
        };
        Add(weight, "acts", full, $"Code {verb} by '{full}'{moment switch { PythonMoment.Import => " as soon as it is imported", PythonMoment.Loading => " when a loader makes or uses what the file defines", _ => string.Empty }}.", at);
    }

    /// <summary>What a name does when it is called or handed on; null for names that do nothing, errors and constants of dangerous modules among them.</summary>
    private HazardEffect? Effect(string full, SourcePath path)
    {
        var effects = _data.Effects.GetAlternateLookup<ReadOnlySpan<char>>();
        var last = full[(full.LastIndexOf('.') + 1)..];
        for (var length = full.Length; length > 0; length = Math.Max(0, full.AsSpan(0, length).LastIndexOf('.')))
        {
            if (!effects.TryGetValue(full.AsSpan(0, length), out var effect)) continue;
            // A bare word such as 'compile' counts as a call only, and a module only where something of it is used.
            if (!path.IsCalled && (!full.Contains('.', StringComparison.Ordinal) || length < full.Length && !(last == "Popen" && path.Before is "(" or "," or "=") && !char.IsAsciiLetterLower(last[0]))) return null;
            if (!path.IsCalled && (last is "FunctionType" or "CodeType" || path.IsDefined)) return null;
            return last.EndsWith("Error", StringComparison.Ordinal) || last.EndsWith("Exception", StringComparison.Ordinal) || last.EndsWith("Expired", StringComparison.Ordinal) ? null : effect;
        }

        return null;
    }

    private void JudgeRole()
    {
        if (_data.Starters.Contains(_file)) Add(HazardEffect.ExecuteLater, "starter", _file, $"Python runs '{_file}' whenever it starts, once the file lies on its path.", 0);
        else if (_seen.Count == 0 && _member is not null) Add(HazardEffect.Note, "source", _file, "The package holds Python source; nothing in it starts, connects or hides anything.", 0);
    }

    private void Add(HazardEffect effect, string rule, string subject, string detail, int at)
    {
        if (_seen.Add($"{rule} {subject} {effect}"))
            _sink(new ModelHazard(ModelAspect.EmbeddedCode, effect, "python:" + rule, subject, detail, _member, _isPiece ? null : at, _isPiece ? _file : null, SourceText.Line(_text, Math.Min(at, _text.Length))));
    }
}
