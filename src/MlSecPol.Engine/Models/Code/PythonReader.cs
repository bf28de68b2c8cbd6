using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Reads Python source in a model's package: what runs when a loader imports it is judged by the functions that it names, whatever they are called there.
/// Never runs it and follows no values; names that are computed are themselves a finding.
/// </summary>
internal sealed class PythonReader
{
    private const int NestedExpressions = 3;
    private const int CookieLines = 2;
    private const int LongestLine = 200;

    private readonly SourceData _data = SourceData.Current;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _meanings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _wholes = new(StringComparer.Ordinal);
    private readonly byte[] _text;
    private readonly string? _member;
    private readonly FactsBuilder _facts;

    private PythonReader(byte[] text, string? member, FactsBuilder facts)
    {
        _text = text;
        _member = member;
        _facts = facts;
    }

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "Python source", facts) is not { } text) return;
        var reader = new PythonReader(text, member, facts);
        reader.JudgeEncoding();
        reader.Judge(text, 0, 0);
        reader.JudgeRole(TextLanguage.FileName(name));
    }

    /// <summary>Judges a piece of the text that begins at an offset: first what names mean in it, then every name.</summary>
    private void Judge(byte[] piece, int origin, int depth)
    {
        var paths = SourcePaths.Of(piece, _facts.Token);
        foreach (var import in paths.Imports) Note(import, origin);
        for (var i = 1; i < paths.Paths.Count; i++)
        {
            // One name for another: a module under a new name.
            if (paths.Paths[i] is { Before: "=", IsCalled: false } value && paths.Paths[i - 1] is { IsDefined: true } target && !target.Name.Contains('.', StringComparison.Ordinal))
            {
                // A name may stand for a part of itself, which changes what is being read.
                foreach (var full in Meanings(value).ToArray()) Mean(target.Name, full);
            }
        }

        foreach (var path in paths.Paths)
        {
            if (!path.IsDefinition) Judge(path, origin + path.Start);
        }

        if (depth == NestedExpressions) return;
        foreach (var literal in paths.Formatted())
        {
            foreach (var expression in Expressions(piece, literal)) Judge(piece[expression], origin + expression.Start.Value, depth + 1);
        }
    }

    private void Note(SourceImport import, int origin)
    {
        if (import.Name == "*")
        {
            _wholes.Add(import.From ?? "");
            return;
        }

        if (import.Alias is not null || import.From is not null) Mean(import.Alias ?? import.Name, import.FullName);
        if (import.From is not null) JudgeName(import.FullName, origin + import.Start, isCalled: false, null);
    }

    private void Mean(string name, string full)
    {
        if (name == full) return;
        if (!_meanings.TryGetValue(name, out var meanings)) _meanings.Add(name, meanings = new HashSet<string>(StringComparer.Ordinal));
        meanings.Add(full);
    }

    private IEnumerable<string> Meanings(SourcePath path) =>
        _meanings.TryGetValue(path.Root, out var meanings) ? meanings.Select(m => m + path.Name[path.Root.Length..]).Append(path.Name) : [path.Name];

    private void Judge(SourcePath path, int at)
    {
        foreach (var part in path.Name.Split('.'))
        {
            if (_data.Inner.Contains(part)) Add(HazardEffect.ExecuteLater, "inner", part, $"Code reaches '{part}', which leads into Python's interpreter.", at);
        }

        if (path.Name.Any(IsDisguised))
            Add(HazardEffect.Unresolved, "letters", path.Name, $"The name '{path.Name}' is written in letters of another shape, which Python reads as plain ones.", at);

        var isPlain = !path.Name.Contains('.', StringComparison.Ordinal);

        // Attributes of something computed, and keywords of calls, mean nothing by themselves.
        if (path.Root.Length == 0 || (isPlain && path is { IsDefined: true, Before: "(" or "," })) return;
        foreach (var full in Meanings(path))
        {
            JudgeName(full, at, path.IsCalled, path.Argument);
            if (path.IsCalled && full is "getattr" or "operator.attrgetter" && path.ArgumentPath is { } owner && _data.Reached.Contains(owner))
                Add(HazardEffect.Unresolved, "computed-name", owner, $"Code fetches a member of '{owner}' by name.", at);
        }

        if (!isPlain || !path.IsCalled) return;
        foreach (var whole in _wholes) JudgeName($"{whole}.{path.Name}", at, isCalled: true, path.Argument);
    }

    private void JudgeName(string full, int at, bool isCalled, string? argument)
    {
        if (full is "importlib.import_module" or "importlib.__import__")
        {
            if (!isCalled) return;
            if (argument is null) Add(HazardEffect.Opaque, "computed-import", full, "Code imports a module under a computed name.", at);
            else if (_data.Reached.Contains(argument.Split('.')[0])) Add(HazardEffect.ExecuteLater, "acts", $"{full} {argument}", $"Code imports '{argument}' by a text.", at);
            return;
        }

        var effects = _data.Effects.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = full.Length; length > 0; length = Math.Max(0, full.AsSpan(0, length).LastIndexOf('.')))
        {
            if (!effects.TryGetValue(full.AsSpan(0, length), out var effect)) continue;
            // A bare word such as 'compile' counts as a call only, and a module only where something of it is used.
            if (length == full.Length && !isCalled && !full.Contains('.', StringComparison.Ordinal)) return;
            Add(effect == HazardEffect.Execute ? HazardEffect.ExecuteLater : effect, "acts", full, $"Code {Verb(effect)} by '{full}'.", at);
            return;
        }
    }

    /// <summary>Letters that Python replaces in names: full width, mathematical, letter-like, raised, lowered and joined ones.</summary>
    private static bool IsDisguised(char c) =>
        c is (>= '\uFF00' and <= '\uFFEF') or '\uD835' or (>= '\u2100' and <= '\u214F') or (>= '\u2070' and <= '\u209F') or (>= '\u1D2C' and <= '\u1D6A') or (>= '\uFB00' and <= '\uFB06')
            or '\u00AA' or '\u00BA' or '\u017F' or (>= '\u02B0' and <= '\u02E4');

    private static string Verb(HazardEffect effect) => effect switch
    {
        HazardEffect.Network => "connects to other machines",
        HazardEffect.Weak => "changes files or processes of the machine",
        _ => "runs commands or further code",
    };

    /// <summary>Text under another encoding than the usual ones hides what is written there.</summary>
    private void JudgeEncoding()
    {
        ReadOnlySpan<byte> rest = _text;
        for (var line = 0; line < CookieLines && !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n') is var found and >= 0 ? found : rest.Length;
            var current = Encoding.Latin1.GetString(rest[..Math.Min(end, LongestLine)]);
            rest = rest[Math.Min(end + 1, rest.Length)..];
            var at = current.IndexOf("coding", StringComparison.Ordinal) + "coding".Length;
            if (!current.TrimStart().StartsWith('#') || at < "coding".Length || at >= current.Length || current[at] is not (':' or '=')) continue;
            var name = string.Concat(current[(at + 1)..].TrimStart().TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')).ToUpperInvariant().Replace('_', '-');
            if (name.Length > 0 && name is not ("UTF-8" or "UTF8" or "ASCII" or "US-ASCII" or "LATIN-1" or "LATIN1" or "ISO-8859-1" or "CP1252"))
                Add(HazardEffect.Unresolved, "encoding", name, $"The source is to be read under the encoding '{name}', so that what is written is not what runs.", 0);
        }
    }

    private void JudgeRole(string file)
    {
        if (_data.Starters.Contains(file)) Add(HazardEffect.ExecuteLater, "starter", file, $"Python runs '{file}' whenever it starts, once the file lies on its path.", 0);
        else if (_seen.Count == 0 && _member is not null) Add(HazardEffect.Note, "source", file, "The package holds Python source; nothing in it starts, connects or hides anything.", 0);
    }

    private void Add(HazardEffect effect, string rule, string subject, string detail, int at)
    {
        if (_seen.Add($"{rule} {subject}"))
            _facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, effect, "python:" + rule, subject, detail, _member, at, null, SourceText.Line(_text, Math.Min(at, _text.Length))));
    }

    /// <summary>The expressions in the braces of a formatted string.</summary>
    private static IEnumerable<Range> Expressions(byte[] text, SourceToken literal)
    {
        var open = 0;
        var depth = 0;
        for (var at = literal.Start; at < literal.End; at++)
        {
            if (text[at] == '{')
            {
                if (depth == 0 && at + 1 < literal.End && text[at + 1] == '{')
                {
                    at++;
                    continue;
                }

                if (depth++ == 0) open = at + 1;
            }
            else if (text[at] == '}' && depth > 0 && --depth == 0)
            {
                yield return open..at;
            }
        }
    }
}
