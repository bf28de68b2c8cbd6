using System.Net;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Reads pages that accompany a model: their scripts run in the browser of whoever opens them, and some pages are templates of a server.</summary>
internal static class PageReader
{
    private const int LongestTag = 8192;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (content.Length > Math.Min(facts.Limits.HeaderBytes, Array.MaxLength))
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The page is longer than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        // Browsers pass over letters that are none.
        var bytes = new byte[content.Length];
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, content.Read(0, bytes)));
        Judge(text, member, facts);
        if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)) TemplateReader.JudgeText(text, member, "the page", facts, TemplateUse.Text);
    }

    /// <summary>Judges the markup of a page or of a part of one.</summary>
    /// <param name="text">The markup.</param>
    /// <param name="member">The member of a container that holds it.</param>
    /// <param name="facts">What takes the facts.</param>
    /// <param name="isPart">Whether it is a part of something else, of which having scripts at all says nothing.</param>
    internal static void Judge(string text, string? member, FactsBuilder facts, bool isPart = false)
    {
        var hazards = new HazardList(member, facts);
        var scripts = 0;
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0 && at < text.Length; at = text.IndexOf('<', at))
        {
            facts.Token.ThrowIfCancellationRequested();
            var tag = Tag(text, at);
            var next = at + tag.Length;
            JudgeAttributes(tag, at, hazards);
            if (tag.StartsWith("<script", StringComparison.OrdinalIgnoreCase) && tag is [_, _, _, _, _, _, _, '>' or '/' or ' ' or '\t' or '\n' or '\r', ..])
            {
                scripts++;
                var end = text.IndexOf("</script", Math.Min(next, text.Length), StringComparison.OrdinalIgnoreCase);
                if (end < 0) end = text.Length;
                Script(text[Math.Min(next, end)..end], at, hazards);
                next = end;
            }

            at = Math.Max(at + 1, next);
        }

        if (scripts > 0 && !isPart) hazards.Add(ModelAspect.EmbeddedCode, HazardEffect.Note, "page:scripts", "script", $"The page holds {(scripts == 1 ? "a script" : $"{scripts} scripts")}, which a browser runs that shows it.");
        hazards.Close();
    }

    private static void Script(string script, int at, HazardList hazards)
    {
        if (PageScript.Judge(script) is not { } judged) return;
        hazards.Add(ModelAspect.EmbeddedCode, judged.Effect, "page:script", "script", $"A script of the page {judged.Does}.", at);
    }

    /// <summary>The text of a tag with its brackets; quotation marks may hold any others.</summary>
    private static string Tag(string text, int at)
    {
        var quote = '\0';
        for (var i = at + 1; i < Math.Min(text.Length, at + LongestTag); i++)
        {
            if (quote != '\0') quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'' && text[i - 1] is '=' or ' ') quote = text[i];
            else if (text[i] == '>') return text[at..(i + 1)];
            else if (text[i] == '<') return text[at..i];
        }

        // A quotation mark that never ends is none, and so is a tag.
        return text[at..Math.Min(text.Length, at + 1)];
    }

    private static void JudgeAttributes(string tag, int at, HazardList hazards)
    {
        if (tag.Length < 8 || !char.IsAsciiLetter(tag[1])) return;
        var isScript = tag.StartsWith("<script", StringComparison.OrdinalIgnoreCase);
        for (var i = tag.IndexOf('=', StringComparison.Ordinal); i > 0 && i + 1 < tag.Length; i = tag.IndexOf('=', i + 1))
        {
            var start = i;
            while (start > 0 && char.IsWhiteSpace(tag[start - 1])) start--;
            var stop = start;
            while (start > 0 && (char.IsAsciiLetterOrDigit(tag[start - 1]) || tag[start - 1] is '-' or ':')) start--;
            var attribute = tag[start..stop].ToLowerInvariant();
            var value = Value(tag, i + 1);
            if (attribute.StartsWith("on", StringComparison.Ordinal) || value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || value.TrimStart().StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase))
                Script(WebUtility.HtmlDecode(value), at, hazards);
            else if (isScript && attribute == "src" && Uri.TryCreate(value, UriKind.Absolute, out var address) && IPAddress.TryParse(address.Host.Trim('[', ']'), out _) && PageScript.IsBare(address))
                hazards.Add(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "page:foreign-script", address.Host, $"The page runs a script from a bare address, '{ShortText.Of(value)}'.", at);
        }
    }

    private static string Value(string tag, int at)
    {
        while (at < tag.Length && char.IsWhiteSpace(tag[at])) at++;
        if (at >= tag.Length) return string.Empty;
        var end = tag[at] is '"' or '\'' ? tag.IndexOf(tag[at], at + 1) : tag.AsSpan(at).IndexOfAny(" \t\r\n>") is var blank and >= 0 ? at + blank : -1;
        if (end < 0) end = tag.Length;
        return tag[at] is '"' or '\'' ? tag[Math.Min(at + 1, end)..end] : tag[at..end];
    }
}
