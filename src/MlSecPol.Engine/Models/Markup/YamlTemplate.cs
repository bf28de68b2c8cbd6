using System.Text;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>
/// Makes YAML of a template that makes YAML, of Go as charts of Kubernetes have it or of Jinja: what the template computes becomes a word, what it decides
/// goes. So what stands there in any case can be judged; what the template makes of it is not known before it is filled in.
/// </summary>
internal static class YamlTemplate
{
    private const char Word = 'x';

    private static readonly (string Open, string Close)[] Marks = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

    /// <summary>Whether the text has the marks of a template.</summary>
    internal static bool Is(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>The text with its actions filled in or left out.</summary>
    internal static string Fill(string text)
    {
        var filled = new StringBuilder(text.Length);
        var at = 0;
        while (Next(text, at) is var (start, end) && start >= 0)
        {
            filled.Append(text, at, start - at);
            var isComputed = text[start + 1] == '{' && !IsAlone(text, start, end);
            if (isComputed) filled.Append(Word);
            at = end;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The next action; -1 where there is none, or none that ends.</summary>
    private static (int Start, int End) Next(string text, int at)
    {
        for (; at + 1 < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOf('{');
            if (next < 0) break;
            at += next;
            foreach (var (open, close) in Marks)
            {
                if (string.CompareOrdinal(text, at, open, 0, open.Length) != 0) continue;
                var end = text.IndexOf(close, at + open.Length, StringComparison.Ordinal);
                return end < 0 ? (-1, -1) : (at, end + close.Length);
            }
        }

        return (-1, -1);
    }

    /// <summary>Whether an action stands on its lines alone, where it decides or brings in whole blocks.</summary>
    private static bool IsAlone(string text, int start, int end)
    {
        var before = text.AsSpan(0, start);
        var after = text.AsSpan(end);
        before = before[(before.LastIndexOf('\n') + 1)..];
        if (after.IndexOf('\n') is var stop and >= 0) after = after[..stop];
        return before.IsWhiteSpace() && after.IsWhiteSpace();
    }
}
