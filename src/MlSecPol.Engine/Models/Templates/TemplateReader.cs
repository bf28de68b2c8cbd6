using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Reads templates in the language of chat templates, from files of their own and from the fields of other formats.</summary>
internal static class TemplateReader
{
    /// <summary>Bytes of one template; the largest published one is a hundredth of it.</summary>
    internal const int LongestTemplate = 1 << 20;

    private const int MostNodes = 10_000;

    /// <summary>Reads a file that is a template.</summary>
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.Template);
        if (content.Length > LongestTemplate)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The template has more than {LongestTemplate} bytes.");
            return;
        }

        var bytes = new byte[content.Length];
        var length = content.Read(0, bytes);
        Judge(Decode(bytes.AsSpan(0, length)), member, null, facts, UseOf(name));
    }

    /// <summary>Judges a template that stands in a field.</summary>
    /// <param name="template">The template.</param>
    /// <param name="member">The member of a container that holds it.</param>
    /// <param name="place">The field, for a reader; null for a file of its own.</param>
    /// <param name="facts">What takes the facts.</param>
    /// <param name="use">What the template is there for.</param>
    internal static void Judge(string template, string? member, string? place, FactsBuilder facts, TemplateUse use = TemplateUse.Chat)
    {
        facts.Examine(ModelAspect.Template);
        if (template.Length > LongestTemplate)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The template in {place} has more than {LongestTemplate} characters.");
            return;
        }

        var parsed = TemplateParser.Parse(template, MostNodes);
        var findings = new TemplateFindings(template, member, place, facts, use);
        var isWhole = TemplateJudge.Judge(parsed.Body, findings, facts.Token);
        var where = place is null ? "The template" : $"The template in {place}";
        if (parsed.Break is { } cause)
            facts.AddGap(cause.IsLimit ? CoverageGapKind.LimitReached : CoverageGapKind.Malformed, member, 0, $"{where} cannot be read beyond line {findings.LineOf(cause.Position)}: {cause.Message}");
        else if (!isWhole) facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"{where} nests deeper than can be followed.");
    }

    /// <summary>Judges a text that may be a template: what it reaches counts, and what of it is no template does not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="member">The member of a container that holds it.</param>
    /// <param name="place">Where it stands, for a reader.</param>
    /// <param name="facts">What takes the facts.</param>
    /// <param name="use">What it is there for.</param>
    internal static void JudgeText(string text, string? member, string? place, FactsBuilder facts, TemplateUse use)
    {
        if (text.Length > LongestTemplate) return;
        TemplateJudge.Judge(TemplateParser.Parse(text, MostNodes).Body, new TemplateFindings(text, member, place, facts, use), facts.Token);
    }

    /// <summary>Judges text without a name that would tell what it is, as stores of content keep it; it may be a template.</summary>
    internal static void ReadUnnamed(ByteSource content, string? member, FactsBuilder facts)
    {
        if (content.Length > LongestTemplate) return;
        var bytes = new byte[content.Length];
        var text = Decode(bytes.AsSpan(0, content.Read(0, bytes)));
        if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)) JudgeText(text, member, null, facts, TemplateUse.Text);
    }

    /// <summary>Templates of chats are called so or end in the language's own name; files that end in the others make files.</summary>
    private static TemplateUse UseOf(string name)
    {
        var file = TextLanguage.FileName(name);
        return file.Contains("chat", StringComparison.OrdinalIgnoreCase) || file.Contains("prompt", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(file).ToUpperInvariant() is not (".J2" or ".JINJA2" or ".TEMPLATE") ? TemplateUse.Chat : TemplateUse.Source;
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        return Encoding.UTF8.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes);
    }
}
