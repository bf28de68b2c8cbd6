using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>
/// Tells dangerous, allowed and unknown imports apart, with what the settings add. Order of rules: unresolved, denied by settings, walked attributes,
/// exact names of a framework, families, classes of a framework's packages, members of allowed things, allowed by settings, unknown.
/// </summary>
public sealed class UnsafeImportPolicy(ModelSettings settings)
{
    private static readonly SearchValues<char> ConstantLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_v");

    private const string Constructor = "__new__";

    private static readonly ImportJudgement ReachesMethod =
        new(ImportVerdict.Dangerous, "walk:method", Severity.High, "reaches a method that loads, writes or runs something");

    // Models of a kind import the same few names, so that most files meet no new one; a hostile file with millions of names leaves no more than so many.
    private const int MostRemembered = 4096;
    private const int LongestRemembered = 256;

    private static readonly ConditionalWeakTable<ModelSettings, UnsafeImportPolicy> BySettings = [];

    private readonly ImportPolicyData _data = ImportPolicyData.Current;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, ImportJudgement>> _remembered = new(StringComparer.Ordinal);
    private int _rememberedCount;

    /// <summary>Reads the embedded lists, if nobody has.</summary>
    public static void Prepare() => _ = ImportPolicyData.Current;

    /// <summary>The policy of the settings, the same instance for the same settings.</summary>
    public static UnsafeImportPolicy Of(ModelSettings settings) => BySettings.GetValue(settings, s => new UnsafeImportPolicy(s));

    /// <summary>The day on which the embedded lists were drawn up, year-month-day.</summary>
    public static string Dated => ImportPolicyData.Current.Dated;

    /// <summary>Judges an import by itself, as if it were only named.</summary>
    public ImportJudgement Judge(PickleImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        return import.IsResolved
            ? Judge(import.Module, import.Name)
            : new ImportJudgement(ImportVerdict.Dangerous, "unresolved", Severity.High, "hides what is imported: the name is computed while the file loads");
    }

    /// <summary>Judges a name in a module.</summary>
    public ImportJudgement Judge(string module, string name)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        if (_remembered.TryGetValue(module, out var names) && names.TryGetValue(name, out var known)) return known;
        var judgement = Decide(module, name);
        if (module.Length + name.Length > LongestRemembered || Volatile.Read(ref _rememberedCount) >= MostRemembered) return judgement;
        if (_remembered.GetOrAdd(module, _ => new(StringComparer.Ordinal)).TryAdd(name, judgement))
            Interlocked.Increment(ref _rememberedCount);
        return judgement;
    }

    private ImportJudgement Decide(string module, string name)
    {
        var full = name.Length == 0 ? module : $"{module}.{name}";
        if (settings.DeniedImports.Any(p => Matches(p, full)))
            return new ImportJudgement(ImportVerdict.Dangerous, "settings:denied", Severity.Critical, "is forbidden by the settings");
        if (!_data.Families.ContainsKey(full) && Walk(module, name) is { } walked) return walked;
        if (_data.Names.TryGetValue(full, out var set)) return Allowed($"allow:{set.Framework}", set.Arguments);
        if (IsConstructor(name) && JudgeConstructor(full) is { } made) return made;
        if (_data.Constants.TryGetValue(module, out set) && IsConstant(name)) return Allowed($"allow:{set.Framework}", ArgumentRule.Any);
        var member = JudgeMember(full, out var ownerLength);
        if (Longest(_data.Families, full, out var familyLength) is { } family && familyLength > ownerLength)
            return new ImportJudgement(ImportVerdict.Dangerous, $"family:{family.Id}", family.Severity, family.Gain);
        if ((member ?? JudgePackage(module, name)) is { } judgement)
        {
            return judgement.IsMember && IsDangerousMethod(full[(full.LastIndexOf('.') + 1)..])
                ? ReachesMethod
                : judgement;
        }

        if (settings.AllowedImports.Any(p => Matches(p, full))) return Allowed("settings:allowed", ArgumentRule.Any);
        return name.Contains('.', StringComparison.Ordinal) && IsDangerousMethod(name[(name.LastIndexOf('.') + 1)..]) ? ReachesMethod : Unknown();
    }

    /// <summary>Whether a dotted path of attributes leads into the interpreter.</summary>
    public bool IsWalk(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('.').Any(_data.WalkedParts.Contains);
    }

    /// <summary>Whether a method of that name loads, writes or runs something, whatever the class.</summary>
    public bool IsDangerousMethod(string name) => _data.DangerousMethods.Contains(name);

    private static ImportJudgement Allowed(string rule, ArgumentRule arguments) => new(ImportVerdict.Allowed, rule, Severity.Info, "", arguments);

    private static ImportJudgement Unknown() => new(ImportVerdict.Unknown, "unknown", Severity.Low, "may run code that this policy does not know");

    private static bool IsConstant(string name) => name.Length > 1 && char.IsAsciiLetterUpper(name[0]) && !name.AsSpan().ContainsAnyExcept(ConstantLetters);

    /// <summary>Whether a module holds the tests of a package, whose classes no pickle of data needs.</summary>
    private static bool IsTest(string module) => module.EndsWith(".tests", StringComparison.Ordinal) || module.Contains(".tests.", StringComparison.Ordinal);

    private static bool Matches(string pattern, string full) =>
        pattern.EndsWith('*') ? full.StartsWith(pattern.AsSpan()[..^1], StringComparison.Ordinal) : full == pattern;

    private static T? Longest<T>(FrozenDictionary<string, T> byName, string full, out int length)
        where T : class
    {
        var lookup = byName.GetAlternateLookup<ReadOnlySpan<char>>();
        for (length = full.Length; length > 0; length = Math.Max(0, full.AsSpan(0, length).LastIndexOf('.')))
        {
            if (lookup.TryGetValue(full.AsSpan(0, length), out var found)) return found;
        }

        return null;
    }

    /// <summary>A part that is a module, or an attribute of the interpreter's own, leads out of the thing that is named.</summary>
    private ImportJudgement? Walk(string module, string name)
    {
        var isFirst = true;
        foreach (var range in name.AsSpan().Split('.'))
        {
            var part = name[range];
            var isConstructor = part is "__new__" or "__init__" && !isFirst;
            if ((_data.WalkedParts.Contains(part) && !isConstructor) || (_data.WalkedModules.Contains(part) && !IsAllowedSubmodule(module, name)))
            {
                return new ImportJudgement(
                    ImportVerdict.Dangerous, _data.WalkedParts.Contains(part) ? "walk:inner" : "walk:module", Severity.Critical, $"reaches '{part}' through another name, and from there everything that is loaded");
            }

            isFirst = false;
        }

        return null;
    }

    private static bool IsConstructor(string name) => name == Constructor || name.EndsWith("." + Constructor, StringComparison.Ordinal);

    /// <summary>The constructor of an allowed class makes what a call of the class makes.</summary>
    private ImportJudgement? JudgeConstructor(string full)
    {
        var made = full[..^(Constructor.Length + 1)];
        return made.LastIndexOf('.') is var dot and > 0 && Judge(made[..dot], made[(dot + 1)..]) is { Verdict: ImportVerdict.Allowed, IsMember: false, Arguments: ArgumentRule.Any or ArgumentRule.Restored } judgement
            ? judgement
            : null;
    }

    private bool IsAllowedSubmodule(string module, string name) => _data.Names.ContainsKey($"{module}.{name}");

    private ImportJudgement? JudgePackage(string module, string name)
    {
        if (name.Length == 0 || Longest(_data.Packages, module, out _) is not { } package) return null;
        foreach (var except in package.Except)
        {
            if (module.StartsWith(except, StringComparison.Ordinal)) return null;
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var owner = dot < 0 ? name : name[..dot];
        if (_data.ReexportedClasses.Contains(owner) || IsTest(module)) return null;
        var isClass = char.IsAsciiLetterUpper(owner.AsSpan().TrimStart('_') is { IsEmpty: false } letters ? letters[0] : ' ');
        var isNamed = package.Functions.Any(f => name.StartsWith(f, StringComparison.Ordinal)) || package.Endings.Any(e => name.EndsWith(e, StringComparison.Ordinal));
        if (!isClass && !isNamed) return null;
        return Allowed($"allow:{package.Framework}", package.Arguments) with { IsMember = dot >= 0 };
    }

    /// <summary>A plain member of a thing that is allowed by its exact name: a method or an enumeration value.</summary>
    private ImportJudgement? JudgeMember(string full, out int ownerLength)
    {
        ownerLength = 0;
        return full.LastIndexOf('.') is var dot and > 0 && Longest(_data.Names, full[..dot], out ownerLength) is { } set
            ? Allowed($"allow:{set.Framework}", ArgumentRule.Any) with { IsMember = true }
            : null;
    }
}
