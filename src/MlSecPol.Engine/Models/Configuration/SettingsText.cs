using System.Text;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>
/// Takes settings in sections apart, the INI of Python's parser and TOML alike: sections, keys and the texts that stand under them. What fits neither form is
/// handed on as it stands, so that nothing of the text is left out.
/// </summary>
internal sealed class SettingsText(string text, bool isToml)
{
    private readonly string[] _lines = text.Split('\n');
    private string _section = string.Empty;
    private string _key = string.Empty;
    private int _open;

    /// <summary>One text of the settings.</summary>
    internal readonly record struct Entry(string Section, string Key, string Value, bool IsInList);

    /// <summary>All texts, in order.</summary>
    internal IEnumerable<Entry> Entries()
    {
        for (var at = 0; at < _lines.Length; at++)
        {
            var raw = _lines[at].TrimEnd('\r');
            var line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#' || (line[0] == ';' && !isToml)) continue;
            if (_open > 0)
            {
                foreach (var entry in Parts(line)) yield return entry;
            }
            else if (line[0] == '[' && line.LastIndexOf(']') is var end and > 0 && !line.AsSpan(0, end).Contains('='))
            {
                _section = line[1..end].Trim('[', ']', ' ').Replace("\"", string.Empty, StringComparison.Ordinal);
                _key = string.Empty;
            }
            else if (!isToml && char.IsWhiteSpace(raw[0]) && _key.Length > 0)
            {
                yield return new Entry(_section, _key, Plain(line), IsInList: true);
            }
            else if (Separator(line) is var mark and > 0)
            {
                _key = line[..mark].Trim().Trim('"', '\'');
                var value = line[(mark + 1)..].Trim();
                if (isToml && Delimiter(value) is { } delimiter) yield return new Entry(_section, _key, Long(value[3..], delimiter, ref at), IsInList: false);
                else if (value.StartsWith('[') || value.StartsWith('{'))
                {
                    foreach (var entry in Parts(value)) yield return entry;
                }
                else if (value.Length > 0) yield return new Entry(_section, _key, Plain(value), IsInList: false);
            }
            else
            {
                yield return new Entry(_section, _key, line, IsInList: true);
            }
        }
    }

    private int Separator(string line) => isToml || line.StartsWith('@') ? line.IndexOf('=', StringComparison.Ordinal) : line.AsSpan().IndexOfAny('=', ':');

    private static string? Delimiter(string value) => value.StartsWith("\"\"\"", StringComparison.Ordinal) ? "\"\"\"" : value.StartsWith("'''", StringComparison.Ordinal) ? "'''" : null;

    /// <summary>A text of several lines, up to its delimiter.</summary>
    private string Long(string first, string delimiter, ref int at)
    {
        var content = new StringBuilder();
        for (var line = first; ; line = _lines[at])
        {
            var end = line.IndexOf(delimiter, StringComparison.Ordinal);
            content.Append(end < 0 ? line : line.AsSpan(0, end)).Append('\n');
            if (end >= 0 || at + 1 >= _lines.Length) return content.ToString().Trim();
            at++;
        }
    }

    /// <summary>A text without quotation marks and escapes, or up to its comment.</summary>
    private static string Plain(string value)
    {
        if (value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is var end and > 0) return value[0] == '"' ? Quoted(value, 0).Text : value[1..end];
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }

    /// <summary>The texts in a list or in a table of one line; what a table names by a key of its own goes by that.</summary>
    private List<Entry> Parts(string line)
    {
        var entries = new List<Entry>();
        var own = string.Empty;
        for (var at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '[' or '{':
                    _open++;
                    break;
                case ']' or '}':
                    _open = Math.Max(0, _open - 1);
                    break;
                case '#':
                    return entries;
                case '"' or '\'':
                    var (content, next) = Quoted(line, at);
                    if (line.AsSpan(Math.Min(next, line.Length)).TrimStart() is ['=' or ':', ..]) own = content;
                    else entries.Add(new Entry(_section, own.Length > 0 ? own : _key, content, IsInList: own.Length == 0));
                    at = next - 1;
                    break;
                case ',':
                    own = string.Empty;
                    break;
                case '=':
                    var start = at;
                    while (start > 0 && line[start - 1] == ' ') start--;
                    var stop = start;
                    while (start > 0 && (char.IsAsciiLetterOrDigit(line[start - 1]) || line[start - 1] is '-' or '_')) start--;
                    if (stop > start) own = line[start..stop];
                    break;
            }
        }

        return entries;
    }

    /// <summary>The text behind a quotation mark, and where the line goes on.</summary>
    private static (string Text, int Next) Quoted(string line, int at)
    {
        var (mark, content) = (line[at], new StringBuilder());
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == mark) return (content.ToString(), i + 1);
            if (line[i] != '\\' || mark == '\'' || i + 1 >= line.Length)
            {
                content.Append(line[i]);
                continue;
            }

            i++;
            var digits = line[i] == 'u' ? 4 : line[i] == 'U' ? 8 : 0;
            if (digits > 0 && i + digits < line.Length && int.TryParse(line.AsSpan(i + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var letter) && Rune.IsValid(letter))
            {
                content.Append(new Rune(letter).ToString());
                i += digits;
            }
            else
            {
                content.Append(line[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
        }

        return (content.ToString(), line.Length);
    }
}
