using System.Buffers;
using System.Collections.Frozen;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>
/// Judges calls of things that no list names. The functions that restore objects of the standard library and of the frameworks are known, so another one
/// that is called there has no place in a pickle; elsewhere a function is taken at the word that its name says.
/// </summary>
internal static class UnknownCallJudge
{
    private static readonly ImportPolicyData Data = ImportPolicyData.Current;

    private static readonly SearchValues<char> PlaceLetters = SearchValues.Create("/\\:()<>=;\n");

    /// <summary>What makes the call more than unknown; null when nothing does.</summary>
    public static ImportJudgement? Judge(PickleImport import, PickleCall call)
    {
        var simple = Simple(import);
        return IsClass(import) ? JudgeClass(import, simple, call) : JudgeFunction(import, simple, call);
    }

    /// <summary>The same for a class that is allowed to be restored with data.</summary>
    public static ImportJudgement? JudgeData(PickleImport import, PickleCall call) => JudgeConstructor(Simple(import), call, Telling(import));

    /// <summary>
    /// Whether a call does no more than make an instance without running its constructor, as every pickler restores objects: nothing of the file's choosing
    /// runs. A framework's classes are known, so that one of them that no list names stays suspicious.
    /// </summary>
    public static bool OnlyMakes(PickleImport import, PickleCall call) =>
        call is { Opcode: PickleOpcode.NewObj or PickleOpcode.NewObjEx, Target.Kind: PickleValueKind.Import, Arguments: { } arguments }
        && IsOthersClass(import) && !arguments.Any(a => a.Kind == PickleValueKind.Unknown);

    /// <summary>Whether a name is written as those of classes are, in a package of which nothing is known.</summary>
    public static bool IsOthersClass(PickleImport import) => IsClass(import) && !IsFramework(import.Module);

    /// <summary>Whether a module belongs to Python's library or to a framework whose harmful parts are known.</summary>
    public static bool IsFramework(string module) => IsIn(Data.StandardLibrary, module) || IsIn(Data.Frameworks, module);

    private static bool IsClass(PickleImport import) => Simple(import).AsSpan().TrimStart('_') is [>= 'A' and <= 'Z', ..];

    private static string Simple(PickleImport import) => import.Name[(import.Name.LastIndexOf('.') + 1)..];

    private static ImportJudgement? JudgeFunction(PickleImport import, string name, PickleCall call)
    {
        if (IsIn(Data.StandardLibrary, import.Module)) return Stranger("calls a function of Python's library that no pickle of data needs");
        if (!HandsOver(call, IsMeaningful)) return null;
        var words = Words(name);
        if (words.Any(Data.Verbs.Contains))
            return new ImportJudgement(ImportVerdict.Dangerous, "named-for-effect", Severity.High, "calls a function that by its name loads, writes, connects or runs something");
        return IsIn(Data.Frameworks, import.Module) && !words.Any(Data.Restorers.Contains) ? Stranger("calls a function of a framework whose own pickles never call it") : null;
    }

    private static ImportJudgement? JudgeClass(PickleImport import, string name, PickleCall call)
    {
        var isKnown = IsFramework(import.Module) || Data.ReexportedClasses.Contains(name);
        return isKnown ? JudgeConstructor(name, call, Telling(import)) : null;
    }

    /// <summary>A constructor that is given a text which it may take for more than a name.</summary>
    private static ImportJudgement? JudgeConstructor(string name, PickleCall call, Func<PickleValue, bool> isTelling)
    {
        // NEWOBJ does not run the constructor, and errors carry the text of their message.
        var isConstructed = call.Opcode is PickleOpcode.Reduce or PickleOpcode.Inst or PickleOpcode.Obj;
        return isConstructed && !IsError(name) && HandsOver(call, isTelling)
            ? new ImportJudgement(ImportVerdict.Dangerous, "constructor-text", Severity.High, "hands a text to a constructor that may take it for a path, an address or code")
            : null;
    }

    // Picklers write the module in which a class stands; the short names of packages are for people, who load things by name.
    private static Func<PickleValue, bool> Telling(PickleImport import) =>
        Data.Frameworks.Contains(import.Module) ? v => v.Kind is PickleValueKind.String or PickleValueKind.Unknown : IsLocation;

    private static bool HandsOver(PickleCall call, Func<PickleValue, bool> matters) =>
        call.Arguments is null || call.Arguments.Any(a => matters(a) || (a.Kind is PickleValueKind.Tuple or PickleValueKind.List && a.Items.Any(matters)));

    private static bool IsMeaningful(PickleValue value) => value.Kind is PickleValueKind.String or PickleValueKind.Bytes or PickleValueKind.Unknown or PickleValueKind.Import;

    /// <summary>Members of enumerations and titles are made of words; a path, an address or code is more.</summary>
    private static bool IsLocation(PickleValue value) =>
        value.Kind == PickleValueKind.Unknown
        || (value.Kind == PickleValueKind.String && (value.Text is null || value.IsShortened || value.Text.AsSpan().ContainsAny(PlaceLetters)));

    private static bool IsError(string name) =>
        name.EndsWith("Error", StringComparison.Ordinal) || name.EndsWith("Exception", StringComparison.Ordinal) || name.EndsWith("Warning", StringComparison.Ordinal);

    private static bool IsIn(FrozenSet<string> roots, string module) => roots.Contains(module.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? module[..dot] : module);

    private static string[] Words(string name) => name.ToLowerInvariant().Split('_', StringSplitOptions.RemoveEmptyEntries);

    private static ImportJudgement Stranger(string gain) => new(ImportVerdict.Dangerous, "called-stranger", Severity.High, gain);
}
