using System.Collections.Frozen;
using System.Text.Json;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>
/// Judges imports by name. Families of dangerous effect and harmless names of frameworks are dated data; of two rules that match, the more specific
/// one decides, and the dangerous one between equals. Dotted names are resolved part by part, because a harmless module often holds a dangerous one.
/// </summary>
public sealed class ImportRules
{
    private static readonly Lazy<ImportRules> Embedded = new(Load);

    private readonly FrozenDictionary<string, Entry> _exact;
    private readonly FrozenDictionary<string, Entry> _below;
    private readonly FrozenSet<string> _walks;
    private readonly FrozenSet<string> _modules;
    private readonly FrozenSet<string> _methods;

    private ImportRules(string dated, Dictionary<string, Entry> exact, Dictionary<string, Entry> below, string[] walks, string[] modules, string[] methods)
    {
        Dated = dated;
        _exact = exact.ToFrozenDictionary(StringComparer.Ordinal);
        _below = below.ToFrozenDictionary(StringComparer.Ordinal);
        _walks = walks.ToFrozenSet(StringComparer.Ordinal);
        _modules = modules.ToFrozenSet(StringComparer.Ordinal);
        _methods = methods.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The rules that come with the engine.</summary>
    public static ImportRules Current => Embedded.Value;

    /// <summary>The day of the data, ISO 8601.</summary>
    public string Dated { get; }

    /// <summary>Judges an import under the organisation's own lists.</summary>
    public ImportJudgement Judge(PickleImport import, ModelSettings settings)
    {
        if (!import.IsResolved) return new(ImportStanding.Dangerous, Severity.High, "unresolved", "hides what is imported by computing its name");
        if (settings.DeniedImports.Any(p => Matches(p, import.FullName))) return new(ImportStanding.Dangerous, Severity.Critical, "settings:denied", "uses what the organisation forbids");
        if (Walk(import) is { } walk) return walk;
        var entry = MostSpecific(import);
        if (entry is { Family: true }) return new(ImportStanding.Dangerous, entry.Severity, $"family:{entry.Name}", entry.Gain);
        if (entry is not null) return new(ImportStanding.Benign, Severity.Info, $"allow:{entry.Name}");
        return settings.AllowedImports.Any(p => Matches(p, import.FullName))
            ? new(ImportStanding.Benign, Severity.Info, "settings:allowed")
            : new(ImportStanding.Unknown, Severity.Medium, "unknown");
    }

    /// <summary>Whether an attribute name leads from an object to its inner workings.</summary>
    public bool IsWalk(string attribute) => attribute.Split('.').Any(_walks.Contains);

    private static bool Matches(string pattern, string name) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    // Framework classes are named in CamelCase and C extensions restore themselves through functions of a fixed form; plain functions need a line of their own.
    private static bool IsClassLike(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..].TrimStart('_');
        return (last.Length > 0 && char.IsAsciiLetterUpper(last[0])) || name.StartsWith("__pyx_unpickle_", StringComparison.Ordinal) || last is "newObj" or "csr_matrix" or "csc_matrix"
            or "coo_matrix" or "lil_matrix" or "dok_matrix" or "dia_matrix" or "bsr_matrix" or "csr_array" or "csc_array" or "coo_array";
    }

    private static ImportRules Load()
    {
        using var stream = typeof(ImportRules).Assembly.GetManifestResourceStream("models/import-policy.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var exact = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var below = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var framework in root.GetProperty("frameworks").EnumerateArray())
        {
            var entry = new Entry(framework.GetProperty("name").GetString()!, false, framework.GetProperty("use").GetString() == "class", Severity.Info, null);
            Add(framework, entry, exact, below);
        }

        // Families come last and so win where both name the same import.
        foreach (var family in root.GetProperty("families").EnumerateArray())
        {
            var entry = new Entry(family.GetProperty("name").GetString()!, true, false, Enum.Parse<Severity>(family.GetProperty("severity").GetString()!), family.GetProperty("gain").GetString());
            Add(family, entry, exact, below);
        }

        return new ImportRules(root.GetProperty("dated").GetString()!, exact, below, Texts(root, "walks"), Texts(root, "modules"), Texts(root, "methods"));
    }

    private static void Add(JsonElement group, Entry entry, Dictionary<string, Entry> exact, Dictionary<string, Entry> below)
    {
        foreach (var import in Texts(group, "imports"))
        {
            if (import.EndsWith(".*", StringComparison.Ordinal)) below[import[..^2]] = entry;
            else exact[import] = entry;
        }
    }

    private static string[] Texts(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(e => e.GetString()!)];

    private ImportJudgement? Walk(PickleImport import)
    {
        if (import.Name.Length == 0) return null;
        var parts = import.Name.Split('.');
        if (parts.Any(_walks.Contains)) return new(ImportStanding.Dangerous, Severity.Critical, "walk:inner", "walks from an object to its inner workings and from there to any code");
        // The first part may rightly be named like a module only where the module itself holds it, as operator.add; a module in a module is a way around every list.
        if (parts.Take(parts.Length > 1 ? parts.Length - 1 : 1).Any(_modules.Contains) || (parts.Length == 1 && _modules.Contains(parts[0])))
            return new(ImportStanding.Dangerous, Severity.Critical, "walk:module", "reaches another module through a harmless one");
        return parts.Length > 1 && _methods.Contains(parts[^1]) && !_exact.ContainsKey(import.FullName)
            ? new(ImportStanding.Dangerous, Severity.High, "walk:method", "reaches a method that loads, writes or runs something")
            : null;
    }

    private Entry? MostSpecific(PickleImport import)
    {
        var name = import.FullName;
        if (_exact.TryGetValue(name, out var exact)) return exact;
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            var prefix = name[..end];
            // What hangs below a known name, a method of an allowed class for example, shares its standing.
            if (end < name.Length && end > import.Module.Length && _exact.TryGetValue(prefix, out var parent)) return parent;
            if (_below.TryGetValue(prefix, out var entry) && (!entry.ClassesOnly || IsClassLike(import.Name))) return entry;
        }

        return null;
    }

    private sealed record Entry(string Name, bool Family, bool ClassesOnly, Severity Severity, string? Gain);
}
