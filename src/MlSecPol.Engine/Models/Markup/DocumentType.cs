using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>The document type of an XML document with the entities that it declares. Nothing is resolved or expanded, lengths are computed.</summary>
internal sealed class DocumentType
{
    private const int MostEntities = 10_000;
    private const int DeepestReference = 64;
    private const long LongestExpansion = 10 << 20;

    // Document types that sound programs write into their files; their readers know them by name.
    private static readonly string[] KnownHosts = ["www.w3.org", "www.apple.com", "www.dmg.org", "dmg.org"];

    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _internal = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Target, bool IsParameter)> _external = [];
    private string? _subset;
    private string? _root;
    private bool _hasFormalName;

    private DocumentType()
    {
    }

    /// <summary>The document type that the beginning of a document declares; null without one.</summary>
    internal static DocumentType? Find(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var rest = text.AsSpan(at);
            if (char.IsWhiteSpace(rest[0])) at++;
            else if (rest.StartsWith("<?")) at = After(text, "?>", at);
            else if (rest.StartsWith("<!--")) at = After(text, "-->", at);
            else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)) return Parse(text, at + 9);
            else return null;
        }

        return null;
    }

    /// <summary>What taking in the target of an entity does.</summary>
    internal static HazardEffect EffectOf(string target) =>
        Configuration.LocationJudge.IsAddress(target) && !target.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? HazardEffect.Network : HazardEffect.ReadFile;

    internal void Judge(string? member, FactsBuilder facts)
    {
        foreach (var (name, target, isParameter) in _external.Take(100))
        {
            Add(EffectOf(target), "external-entity", name, $"The {(isParameter ? "parameter entity" : "entity")} '{name}' takes in '{target}': a reader that resolves it hands out files or connects (CWE-611).");
        }

        if (_subset is { } subset)
        {
            // Elsewhere a formal public name is good custom; formats of models have no use for a type from outside.
            var isCustomary = _hasFormalName && _root is not ("PMML" or "net");
            var isKnown = isCustomary || (Uri.TryCreate(subset, UriKind.Absolute, out var address) && KnownHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase));
            var effect = isKnown ? HazardEffect.Note : Configuration.LocationJudge.LeavesFolder(subset) ? EffectOf(subset) : HazardEffect.Note;
            Add(effect, "external-subset", subset, $"The document type stands in '{subset}'; a reader that resolves it reads or connects there.");
        }

        if (_internal.Keys.Select(n => Expanded(n, 0)).DefaultIfEmpty(0).Max() > LongestExpansion)
            Add(HazardEffect.Unresolved, "entity-bomb", "entities", "Entities expand each other to more than 10 MB; a reader that expands them runs out of memory (CWE-776).");
        else if (_external.Count == 0 && _subset is null)
            Add(HazardEffect.Note, "document-type", "DOCTYPE", "The document declares its type inside; readers that refuse such declarations refuse it.");

        void Add(HazardEffect effect, string rule, string subject, string detail) =>
            facts.Add(new ModelHazard(ModelAspect.Markup, effect, "xml:" + rule, subject, detail, member, null, "document type"));
    }

    private static int After(string text, string end, int from)
    {
        var at = text.IndexOf(end, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at + end.Length;
    }

    private static DocumentType Parse(string text, int at)
    {
        var type = new DocumentType();
        type._root = SkipName(text, ref at);
        SkipBlanks(text, ref at);
        type._hasFormalName = text.AsSpan(at).StartsWith("PUBLIC") && text.AsSpan(at + 6).TrimStart() is ['"' or '\'', '-' or '+', '/', '/', ..];
        type._subset = ExternalId(text, ref at);
        SkipBlanks(text, ref at);
        if (at >= text.Length || text[at] != '[') return type;
        at++;
        var declared = 0;
        while (at < text.Length && text[at] != ']' && declared < MostEntities)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<!--")) at = After(text, "-->", at);
            else if (rest.StartsWith("<?")) at = After(text, "?>", at);
            else if (rest.StartsWith("<!ENTITY"))
            {
                at += 8;
                type.Entity(text, ref at);
                declared++;
            }
            else if (rest.StartsWith("<!")) SkipDeclaration(text, ref at);
            else at++;
        }

        return type;
    }

    private void Entity(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        var isParameter = at < text.Length && text[at] == '%';
        if (isParameter) at++;
        var name = SkipName(text, ref at);
        if (ExternalId(text, ref at) is { } target) _external.Add((ShortText.Of(name), ShortText.Of(target), isParameter));
        else if (Literal(text, ref at) is { } value) _internal.TryAdd(name, value);
        SkipDeclaration(text, ref at);
    }

    /// <summary>The length to which an entity expands; at most a little above the limit.</summary>
    private long Expanded(string name, int depth)
    {
        if (!_internal.TryGetValue(name, out var value) || depth > DeepestReference) return depth > DeepestReference ? LongestExpansion + 1 : 0;
        if (_lengths.TryGetValue(name, out var known)) return known;
        long length = value.Length;
        for (var at = value.IndexOf('&', StringComparison.Ordinal); at >= 0 && length <= LongestExpansion; at = value.IndexOf('&', at + 1))
        {
            var end = value.IndexOf(';', at);
            if (end < 0) break;
            length += Expanded(value[(at + 1)..end], depth + 1);
        }

        _lengths[name] = length;
        return length;
    }

    private static string? ExternalId(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        var isPublic = text.AsSpan(at).StartsWith("PUBLIC");
        if (!isPublic && !text.AsSpan(at).StartsWith("SYSTEM")) return null;
        at += 6;
        var first = Literal(text, ref at);
        return isPublic ? Literal(text, ref at) ?? first : first ?? string.Empty;
    }

    private static string? Literal(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        if (at >= text.Length || text[at] is not ('"' or '\'')) return null;
        var end = text.IndexOf(text[at], at + 1);
        if (end < 0) end = text.Length;
        var value = text[(at + 1)..end];
        at = Math.Min(text.Length, end + 1);
        return value;
    }

    private static string SkipName(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '[' or '"' or '\'')) at++;
        return text[start..at];
    }

    private static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private static void SkipDeclaration(string text, ref int at)
    {
        for (; at < text.Length && text[at] != '>'; at++)
        {
            if (text[at] is not ('"' or '\'')) continue;
            var end = text.IndexOf(text[at], at + 1);
            if (end < 0)
            {
                at = text.Length;
                return;
            }

            at = end;
        }

        at = Math.Min(text.Length, at + 1);
    }
}
