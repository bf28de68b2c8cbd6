using System.Globalization;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Judges calls of allowed callables that are as harmless, or as dangerous, as what they are given.</summary>
internal sealed class ArgumentJudge(UnsafeImportPolicy policy)
{
    private static readonly ImportJudgement Computed =
        new(ImportVerdict.Dangerous, "unresolved-attribute", Severity.High, "fetches something under a computed name");

    private static readonly ImportJudgement CallsComputed =
        new(ImportVerdict.Dangerous, "unresolved-callable", Severity.High, "calls something that is computed while the file loads");

    private static readonly ImportJudgement Evaluates =
        new(ImportVerdict.Dangerous, "family:execute", Severity.Critical, "runs code that the file brings");

    private static readonly ImportJudgement Unseen =
        new(ImportVerdict.Dangerous, "unresolved-bytes", Severity.High, "loads bytes that are computed while the file loads");

    private static readonly ImportJudgement Constructs =
        new(ImportVerdict.Dangerous, "constructor-text", Severity.High, "hands a text to a constructor that may take it for a path or an address");

    /// <summary>The imports among the arguments that the callable goes on to call.</summary>
    public static IEnumerable<PickleImport> PassedOn(ArgumentRule rule, IReadOnlyList<PickleValue>? arguments) => rule switch
    {
        ArgumentRule.Callables => (arguments ?? []).SelectMany(Imports),
        ArgumentRule.Construct => (arguments ?? []).Take(1).SelectMany(Imports),
        _ => [],
    };

    /// <summary>What makes the call more than harmless; null when nothing does.</summary>
    public ImportJudgement? Judge(PickleImport import, ImportJudgement judgement, IReadOnlyList<PickleValue>? arguments) => judgement.Arguments switch
    {
        ArgumentRule.Attribute => JudgeAttribute(arguments),
        ArgumentRule.Names => import.Name == "methodcaller" ? JudgeMethod(arguments) : JudgeNames(arguments),
        ArgumentRule.Callables => JudgeCallables(import, arguments),
        ArgumentRule.Construct => JudgeConstruction(arguments),
        ArgumentRule.Import => JudgeImport(arguments),
        ArgumentRule.Type => arguments is [{ Kind: PickleValueKind.String, Text: not null, IsShortened: false }] ? null : Computed,
        ArgumentRule.Constant => arguments is [{ Kind: PickleValueKind.String, Text: { } text, IsShortened: false }] && IsConstant(text) ? null : Evaluates,
        ArgumentRule.Bytes => arguments is [{ Kind: PickleValueKind.Bytes or PickleValueKind.String }] ? null : Unseen,
        ArgumentRule.Format => JudgeFormat(arguments),
        ArgumentRule.Restored => arguments is null || arguments.Any(HoldsText) ? Constructs : null,
        ArgumentRule.Reference => new ImportJudgement(ImportVerdict.Dangerous, "runs-hooks", Severity.High, "runs the hooks of an object that the file makes"),
        _ => judgement.IsMember && !IsPlainMember(import) ? JudgeUnknownMethod(arguments) : null,
    };

    /// <summary>The call of a method that is dangerous by its name.</summary>
    public static ImportJudgement CallsMethod(string name) =>
        new(ImportVerdict.Dangerous, "walk:method", Severity.High, $"calls '{name}' of an object, which loads, writes or runs something");

    /// <summary>A format whose fields reach attributes of what they are given; null for fields that only name it.</summary>
    public static ImportJudgement? JudgeFormat(IReadOnlyList<PickleValue>? arguments)
    {
        if (arguments is not [{ Kind: PickleValueKind.String, Text: { } format, IsShortened: false }, ..]) return Computed;
        for (var at = format.IndexOf('{', StringComparison.Ordinal); at >= 0 && at + 1 < format.Length; at = format.IndexOf('{', at + 1))
        {
            // A doubled brace stands for itself.
            if (format[at + 1] == '{') at++;
            else if (Field(format.AsSpan(at + 1)).ContainsAny('.', '[')) return FormatsAttributes(format);
        }

        return null;
    }

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> rest) => rest.IndexOfAny(":!{}") is var end and >= 0 ? rest[..end] : rest;

    private static ImportJudgement FormatsAttributes(string format) =>
        new(ImportVerdict.Dangerous, "walk:format", Severity.High, $"formats with '{format}', which reaches attributes of what it is given");

    /// <summary>The texts of a range and of the singletons of the language; evaluating one of them gives it and does nothing else.</summary>
    private static bool IsConstant(string text)
    {
        if (text is "Ellipsis" or "NotImplemented" or "None") return true;
        if (!text.StartsWith("range(", StringComparison.Ordinal) || text[^1] != ')') return false;
        foreach (var number in text.AsSpan(6..^1).Split(", "))
        {
            if (!long.TryParse(text.AsSpan(6..^1)[number], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) return false;
        }

        return true;
    }

    // Methods of the builtin types only convert, and those that format have a rule of their own; a class inside a class is one like the others.
    private static bool IsPlainMember(PickleImport import) =>
        import.Module == "builtins" || import.Name.EndsWith(".__new__", StringComparison.Ordinal) || char.IsAsciiLetterUpper(import.Name[import.Name.LastIndexOf('.') + 1]);

    private static bool HoldsText(PickleValue value) => value.Kind switch
    {
        PickleValueKind.String or PickleValueKind.Bytes or PickleValueKind.Unknown => true,
        PickleValueKind.Tuple or PickleValueKind.List or PickleValueKind.Dictionary => value.IsShortened || value.Items.Any(HoldsText),
        _ => false,
    };

    private static IEnumerable<PickleImport> Imports(PickleValue value) => value.Kind switch
    {
        PickleValueKind.Import => [value.Import!],
        PickleValueKind.Tuple or PickleValueKind.List or PickleValueKind.Dictionary => value.Items.SelectMany(Imports),
        _ => [],
    };

    private ImportJudgement? JudgeAttribute(IReadOnlyList<PickleValue>? arguments)
    {
        if (arguments is not [var owner, { Kind: PickleValueKind.String, Text: { } name, IsShortened: false }, ..]) return Computed;
        // The attribute of an import is an import of its own and judged as such.
        if (owner.Kind == PickleValueKind.Import) return null;
        return JudgeName(name);
    }

    private ImportJudgement? JudgeMethod(IReadOnlyList<PickleValue>? arguments) =>
        JudgeNames(arguments is null or [] ? null : arguments.Take(1));

    private static bool IsFormat(string name) => name is "format" or "format_map";

    private ImportJudgement? JudgeNames(IEnumerable<PickleValue>? arguments)
    {
        if (arguments is null) return Computed;
        foreach (var argument in arguments)
        {
            if (argument is not { Kind: PickleValueKind.String, Text: { } name, IsShortened: false }) return Computed;
            if (policy.IsDangerousMethod(name[(name.LastIndexOf('.') + 1)..]) || IsFormat(name)) return CallsMethod(name);
            if (JudgeName(name) is { } judgement) return judgement;
        }

        return null;
    }

    private ImportJudgement? JudgeName(string path)
    {
        if (policy.IsWalk(path))
            return new ImportJudgement(ImportVerdict.Dangerous, "walk:inner", Severity.Critical, $"reaches '{path}' of an object, and from there everything that is loaded");
        return path.Split('.').Any(p => p.StartsWith("__", StringComparison.Ordinal))
            ? new ImportJudgement(ImportVerdict.Unknown, "unknown", Severity.Medium, "reaches a special attribute of an object")
            : null;
    }

    private ImportJudgement? JudgeCallables(PickleImport import, IReadOnlyList<PickleValue>? arguments)
    {
        if (arguments is null || arguments.Any(a => a.Kind == PickleValueKind.Unknown)) return CallsComputed;
        foreach (var passed in PassedOn(ArgumentRule.Callables, arguments))
        {
            if (NeedsArguments(passed) && passed.FullName != import.FullName && !(import.Name is "partial" && policy.Judge(passed).Arguments == ArgumentRule.Callables))
                return new ImportJudgement(ImportVerdict.Dangerous, "unresolved-callable", Severity.High, $"has {passed.FullName} called with arguments that are not known yet");
        }

        if (FunctionAt(import.Name, arguments.Count) is not { } place || place >= arguments.Count || !IsComputed(arguments[place])) return null;
        // A partial only keeps its function, and the name of the method was judged when it was fetched.
        return import.Name == "partial" && IsBoundMethod(arguments[place]) && arguments[place].Items is [_, { Text: { } method }] && !policy.IsDangerousMethod(method) ? null : CallsComputed;
    }

    /// <summary>The place of the function among the arguments; null where all are data.</summary>
    private static int? FunctionAt(string name, int count) => name switch
    {
        "sorted" or "next" or "closing" or "WeakMethod" => null,
        "iter" => count == 2 ? 0 : null,
        "accumulate" or "groupby" or "sub" or "subn" or "ref" or "proxy" => 1,
        _ => 0,
    };

    /// <summary>Whether a value is a method that was fetched from an object; it may be kept, as partials keep them, but not called.</summary>
    public static bool IsBoundMethod(PickleValue value) => value is { Kind: PickleValueKind.CallResult, Callee.Import: { Module: "builtins", Name: "getattr" } };

    /// <summary>Whether a function came out of a call of which nothing is known, or would hand its arguments to something that they decide about.</summary>
    private bool IsComputed(PickleValue function) =>
        function.Kind == PickleValueKind.CallResult && function.RootImport is { } root && policy.Judge(root).Rule == "allow:python"
        && (function.Callee?.Kind != PickleValueKind.Import || !MakesCallables(root.Name) || function.Items.SelectMany(Imports).Any(NeedsArguments));

    /// <summary>Whether what the callable of Python's library gives is a callable whose use was judged when it was made.</summary>
    public static bool MakesCallables(string name) => name is "partial" or "partialmethod" or "lru_cache" or "attrgetter" or "methodcaller" or "itemgetter";

    private bool NeedsArguments(PickleImport import) => policy.Judge(import) is { Verdict: ImportVerdict.Allowed, Arguments: not (ArgumentRule.Any or ArgumentRule.Construct or ArgumentRule.Restored or ArgumentRule.Data) };

    private ImportJudgement JudgeUnknownMethod(IReadOnlyList<PickleValue>? arguments) =>
        arguments is null || arguments.SelectMany(Imports).Any(i => NeedsArguments(i) || policy.Judge(i).Verdict != ImportVerdict.Allowed)
            ? new ImportJudgement(ImportVerdict.Dangerous, "unresolved-callable", Severity.High, "hands a callable to a method that may call it")
            : new ImportJudgement(ImportVerdict.Unknown, "unknown", Severity.Medium, "calls a method that this policy does not know");

    /// <summary>What copyreg makes is judged as if its class were called with the rest, however that is wrapped.</summary>
    private ImportJudgement? JudgeConstruction(IReadOnlyList<PickleValue>? arguments)
    {
        if (arguments is not [{ Kind: PickleValueKind.Import, Import: { } made }, ..])
            return new ImportJudgement(ImportVerdict.Dangerous, "unresolved-class", Severity.High, "makes an object of a computed class");
        var judgement = policy.Judge(made);
        return judgement is { Verdict: ImportVerdict.Allowed, Arguments: not ArgumentRule.Construct }
            ? Judge(made, judgement, [.. arguments.Skip(1).SelectMany(a => a.Kind == PickleValueKind.Tuple && !a.IsShortened ? a.Items : [a])])
            : null;
    }

    private ImportJudgement? JudgeImport(IReadOnlyList<PickleValue>? arguments)
    {
        if (arguments is not [{ Text: { } module, IsShortened: false }, { Text: { } name, IsShortened: false }, ..]) return Computed;
        var judgement = policy.Judge(module, name);
        return judgement.Verdict switch
        {
            ImportVerdict.Allowed => null,
            ImportVerdict.Dangerous => judgement,
            _ => judgement with { Severity = Severity.Medium },
        };
    }
}
