using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>The dated lists behind the import policy, as they are embedded in the engine.</summary>
internal sealed class ImportPolicyData
{
    private static readonly Lazy<ImportPolicyData> Lazily = new(() => new ImportPolicyData());

    private ImportPolicyData()
    {
        var families = EmbeddedData.Read("families");
        var allowed = EmbeddedData.Read("allowed");
        var walks = EmbeddedData.Read("walks");
        var libraries = EmbeddedData.Read("libraries");
        Dated = families.Value<string>("dated")!;
        Families = ByName(
            families["families"]!.Select(f => new ImportFamily(f.Value<string>("id")!, Enum.Parse<Severity>(f.Value<string>("severity")!), f.Value<string>("gain")!, Texts(f, "names"))),
            f => f.Names);
        var sets = allowed["sets"]!.Select(ReadSet).ToList();
        Names = ByName(sets, s => s.Names);
        Packages = ByName(sets, s => s.Packages);
        Constants = ByName(sets, s => s.Constants);
        WalkedParts = Texts(walks, "parts").ToFrozenSet(StringComparer.Ordinal);
        WalkedModules = Texts(walks, "modules").ToFrozenSet(StringComparer.Ordinal);
        DangerousMethods = Texts(walks, "methods").ToFrozenSet(StringComparer.Ordinal);
        ReexportedClasses = Texts(walks, "reexported").ToFrozenSet(StringComparer.Ordinal);
        StandardLibrary = Texts(libraries, "standard").ToFrozenSet(StringComparer.Ordinal);
        Frameworks = Texts(libraries, "frameworks").ToFrozenSet(StringComparer.Ordinal);
        Restorers = Texts(libraries, "restorers").ToFrozenSet(StringComparer.Ordinal);
        Verbs = Texts(libraries, "verbs").ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The lists in effect.</summary>
    public static ImportPolicyData Current => Lazily.Value;

    /// <summary>The day on which the lists were drawn up.</summary>
    public string Dated { get; }

    /// <summary>Dangerous modules and names.</summary>
    public FrozenDictionary<string, ImportFamily> Families { get; }

    /// <summary>Allowed exact names.</summary>
    public FrozenDictionary<string, AllowedSet> Names { get; }

    /// <summary>Packages whose classes are allowed.</summary>
    public FrozenDictionary<string, AllowedSet> Packages { get; }

    /// <summary>Modules whose names in capitals are constants.</summary>
    public FrozenDictionary<string, AllowedSet> Constants { get; }

    /// <summary>Attribute names that lead out of a thing into the interpreter.</summary>
    public FrozenSet<string> WalkedParts { get; }

    /// <summary>Modules that are reached as attributes of other modules.</summary>
    public FrozenSet<string> WalkedModules { get; }

    /// <summary>Methods that load, write or run something, whatever the class.</summary>
    public FrozenSet<string> DangerousMethods { get; }

    /// <summary>Classes that packages import for their own use and that a rule for all their classes must not mean.</summary>
    public FrozenSet<string> ReexportedClasses { get; }

    /// <summary>Modules of Python's own library, of all versions.</summary>
    public FrozenSet<string> StandardLibrary { get; }

    /// <summary>Packages whose restoring functions are known.</summary>
    public FrozenSet<string> Frameworks { get; }

    /// <summary>Words in the names of functions that only restore an object.</summary>
    public FrozenSet<string> Restorers { get; }

    /// <summary>Words in the names of functions that say of them that they do more than compute.</summary>
    public FrozenSet<string> Verbs { get; }

    private static FrozenDictionary<string, T> ByName<T>(IEnumerable<T> entries, Func<T, IReadOnlyList<string>> names)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var name in names(entry)) byName.TryAdd(name, entry);
        }

        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static AllowedSet ReadSet(JToken set) => new(
        set.Value<string>("framework")!,
        Texts(set, "names"),
        Texts(set, "packages"),
        Texts(set, "functions"),
        Texts(set, "endings"),
        Texts(set, "constants"),
        Texts(set, "except"),
        set.Value<string>("arguments") is { } rule ? Enum.Parse<ArgumentRule>(rule, ignoreCase: true) : ArgumentRule.Any);

    private static List<string> Texts(JToken owner, string property) => owner[property]?.Values<string>().Select(t => t!).ToList() ?? [];
}
