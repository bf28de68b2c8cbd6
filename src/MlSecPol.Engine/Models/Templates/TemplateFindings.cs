using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Takes what the judgement of one template finds, each once, with its place in words.</summary>
internal sealed class TemplateFindings(string source, string? member, string? place, FactsBuilder facts, TemplateUse use)
{
    private const int MostFindings = 100;
    private const int LongestEvidence = 120;

    private readonly HashSet<(string Rule, string Subject, int Position)> _seen = [];

    /// <summary>Whether findings are taken; before the values are settled they are not.</summary>
    internal bool IsOpen { get; set; }

    /// <summary>What the template is there for.</summary>
    internal TemplateUse Use => use;

    internal int LineOf(int position) => 1 + source.AsSpan(0, Math.Min(position, source.Length)).Count('\n');

    internal void Add(HazardEffect effect, string rule, string subject, string detail, int position)
    {
        // A hostile template could repeat itself ten thousand times; the first hundred say it all.
        if (!IsOpen || (use == TemplateUse.Text && effect <= HazardEffect.Opaque) || _seen.Count >= MostFindings || !_seen.Add((rule, subject, position))) return;
        // Programs that make files give their templates functions and filters of their own.
        if (use == TemplateUse.Source && effect == HazardEffect.Opaque) effect = HazardEffect.Note;
        var line = LineOf(position);
        facts.Add(new ModelHazard(
            ModelAspect.Template, effect, "template:" + rule, subject, detail, member, null, place is null ? $"line {line}" : $"{place}, line {line}", Evidence(position)));
    }

    private string Evidence(int position)
    {
        position = Math.Min(position, source.Length);
        var start = Math.Max(source.AsSpan(0, position).LastIndexOf('\n') + 1, position - (LongestEvidence / 2));
        var end = source.IndexOf('\n', position);
        end = Math.Min(end < 0 ? source.Length : end, start + LongestEvidence);
        return source[start..end].Trim();
    }
}
