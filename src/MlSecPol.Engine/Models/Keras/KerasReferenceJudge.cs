using System.Buffers;
using MlSecPol.Engine.Models.ImportPolicy;
using MlSecPol.Engine.Models.TensorFlow;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Judges one reference of a configuration to a class or function: by its module, its name, and the name under which it was registered.</summary>
internal sealed class KerasReferenceJudge
{
    private const string Registered = ">";
    private const int LongestName = 256;

    private static readonly string[] OperationPrefixes = ["tensorflow.", "tf.", "compat.v1.", "compat.v2.", "raw_ops."];

    private static readonly SearchValues<char> Odd = SearchValues.Create("()=;'\"\n\r\0\\");

    private readonly KerasData _data = KerasData.Current;
    private readonly UnsafeImportPolicy _policy = new(new ModelSettings());

    /// <summary>What the reference does; null when it is Keras' own and computes only.</summary>
    /// <param name="module">The module; null where the configuration names none.</param>
    /// <param name="name">The class or function.</param>
    /// <param name="registered">The name under which it was registered; null where there is none.</param>
    /// <param name="isFunction">Whether a function is meant.</param>
    internal KerasGain? Judge(string? module, string name, string? registered, bool isFunction)
    {
        module = module?.Trim();
        name = name.Trim();
        if (DisguisedName.Is(module ?? string.Empty) || DisguisedName.Is(name))
            return new KerasGain(HazardEffect.Unresolved, "is spelled with letters that only look like others");
        return Worse(JudgeNamed(module, name, isFunction), JudgeRegistered(registered, name));
    }

    private KerasGain? JudgeNamed(string? module, string name, bool isFunction)
    {
        if (module is { Length: > 0 } && OwnPart(module) is { } own) return JudgeOwn(own, module, name, isFunction);
        if (!string.IsNullOrEmpty(module) && (module != "builtins" || (!isFunction && !_data.Functions.Contains(name)))) return JudgeForeign(module, name);
        return module == "builtins" && Dangerous("builtins", name) is { } builtin ? builtin : JudgePlain(name, isFunction);
    }

    /// <summary>The name by which a thing was registered adds to what its own name says, and takes nothing from it.</summary>
    private static KerasGain? Worse(KerasGain? named, KerasGain? registered)
    {
        if (named is null || registered is null) return named ?? registered;
        return registered.Effect > HazardEffect.Opaque && registered.Effect > named.Effect ? registered : named;
    }

    /// <summary>Whether the module is Keras' own; a configuration that names none means its own.</summary>
    internal bool IsOwn(string? module) => string.IsNullOrWhiteSpace(module) || OwnPart(module.Trim()) is not null;

    /// <summary>Judges a module where nothing says what of it is meant.</summary>
    internal KerasGain? JudgeModule(string module) =>
        OwnPart(module) is not null || module == "__main__" || module.Length == 0 ? null : JudgeForeign(module, string.Empty) is { Effect: not HazardEffect.Opaque } gain ? gain : null;

    /// <summary>Judges a plain text that is the name of something to call.</summary>
    internal KerasGain? JudgeName(string text)
    {
        if (text.AsSpan().ContainsAny(Odd) || text.Contains("import ", StringComparison.Ordinal) || text.StartsWith("lambda ", StringComparison.Ordinal))
            return new KerasGain(HazardEffect.Unresolved, "is an expression in the place of a name");
        var gain = Dotted(text.Replace('>', '.')) ?? (text.Contains('_', StringComparison.Ordinal) ? _data.Gadgets.GetValueOrDefault(text) : null);
        if (gain is null && _data.Evaluators.Contains(text)) gain = Dangerous("builtins", text);
        return gain is { Effect: not HazardEffect.Opaque } ? gain with { Effect = Later(gain.Effect) } : null;
    }

    /// <summary>Judges a text in a field of any kind: only the whole name of something that acts, spelled with its module, is a reference there.</summary>
    internal KerasGain? JudgeText(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || text.Length > LongestName || text.AsSpan().ContainsAny(Odd) || text.Contains(' ', StringComparison.Ordinal)) return null;
        if (!_data.ActingModules.Contains(text[..dot]) && OwnPart(text[..text.LastIndexOf('.')]) is null) return null;
        return Dotted(text) is { Effect: not HazardEffect.Opaque } gain ? gain with { Effect = Later(gain.Effect) } : null;
    }

    private static HazardEffect Later(HazardEffect effect) => effect == HazardEffect.Execute ? HazardEffect.ExecuteLater : effect;

    /// <summary>The rest of a module's name below one of Keras' own packages; null for foreign modules.</summary>
    private string? OwnPart(string module)
    {
        for (var end = module.Length; end > 0; end = module.LastIndexOf('.', end - 1))
        {
            if (_data.Packages.Contains(module[..end])) return module[Math.Min(module.Length, end + 1)..];
        }

        return null;
    }

    private KerasGain? JudgeOwn(string part, string module, string name, bool isFunction)
    {
        if (_data.Gadgets.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out var gadget)) return gadget;
        if (JudgeWalk(part.Length == 0 ? name : $"{part}.{name}") is { } walked) return walked;
        if (name.Contains('.', StringComparison.Ordinal) && Dotted(name) is { } dotted) return dotted;
        if (_policy.IsWalk(name)) return new KerasGain(HazardEffect.Unresolved, "reaches into the interpreter by an attribute");
        var area = part.Split('.').FirstOrDefault(p => !_data.Layers.Contains(p)) ?? string.Empty;
        var isClass = name.Length > 0 && char.IsAsciiLetterUpper(name.TrimStart('_') is { Length: > 0 } letters ? letters[0] : ' ');
        if (area.Length == 0 || _data.Modelling.Contains(area) || _data.Harmless.Contains(name) || (isClass && (_data.Classes.Contains(name) || !IsKerasItself(module)))) return null;
        if (_data.Functions.Contains(name)) return null;

        // Only a class with a configuration of its own can be built from one; anything else of Keras' own machinery is named to be called.
        return new KerasGain(isClass && !isFunction ? HazardEffect.Opaque : HazardEffect.Unresolved, "is no part of Keras that models are made of");
    }

    /// <summary>A path through Keras' modules to a module that one of them has imported, and on to a member of that.</summary>
    private KerasGain? JudgeWalk(string path)
    {
        for (var at = 0; at >= 0 && at < path.Length; at = path.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
        {
            var rest = path[at..];
            var end = rest.IndexOf('.', StringComparison.Ordinal);
            if (end <= 0) return null;
            var first = rest[..end];
            if (first == "tf" && JudgeOperation(rest) is { } operation) return operation;
            if (_data.ActingModules.Contains(first))
                return Dotted(rest) is { Effect: > HazardEffect.Opaque } gain ? gain : new KerasGain(HazardEffect.Unresolved, "reaches another module through one of Keras'");
        }

        return null;
    }

    /// <summary>What a function of TensorFlow does, by the longest beginning of its name that is known to act.</summary>
    internal KerasGain? JudgeOperation(string name)
    {
        foreach (var prefix in OperationPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)) name = name[prefix.Length..];
        }

        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (_data.Operations.TryGetValue(name[..end], out var gain)) return gain;
        }

        return OperationRegistry.Current.Find(name)?.Family is { Effect: > HazardEffect.Opaque } family ? new KerasGain(family.Effect, family.Does) : null;
    }

    /// <summary>What a method of a class does that stands for an operation, where the class is none of TensorFlow's or the method acts.</summary>
    internal KerasGain? JudgeSymbol(string owner, string? method)
    {
        var full = method is null ? owner : $"{owner}.{method}";
        if (JudgeOperation(full) is { } operation) return operation;
        var first = owner.Split('.')[0];
        return first is "tf" or "tensorflow" or "keras" or "raw_ops" or "compat" || !owner.Contains('.', StringComparison.Ordinal) ? null : Dotted(owner) is { Effect: not HazardEffect.Opaque } gain ? gain : null;
    }

    /// <summary>Whether the module is of Keras and not of a package that adds to it, whose classes are all made for models.</summary>
    private static bool IsKerasItself(string module) => module.Split('.')[0] is "keras" or "tf_keras" or "keras_core" or "tensorflow";

    /// <summary>Without a module, Keras looks among its own names and those that the loading program registered.</summary>
    private KerasGain? JudgePlain(string name, bool isFunction)
    {
        if (_data.Classes.Contains(name) || _data.Functions.Contains(name) || _data.Forms.Contains(name)) return null;
        if (name.AsSpan().ContainsAny(Odd)) return new KerasGain(HazardEffect.Unresolved, "is an expression in the place of a name");
        if (name.Contains('.', StringComparison.Ordinal) && Dotted(name) is { } dotted) return dotted;
        if (name.Contains(Registered, StringComparison.Ordinal)) return JudgeRegistered(name, string.Empty);
        if (name.Contains('_', StringComparison.Ordinal) && _data.Gadgets.TryGetValue(name, out var gadget)) return gadget;
        if (Dangerous("builtins", name) is { } builtin) return builtin with { Effect = HazardEffect.Unresolved };
        return Custom(isFunction);
    }

    private KerasGain? JudgeRegistered(string? registered, string name)
    {
        if (string.IsNullOrEmpty(registered) || registered == name || registered == "function") return null;
        if (registered.IndexOf(Registered, StringComparison.Ordinal) is var end and > 0)
        {
            var package = registered[..end];
            if (OwnPart(package) is not null || package == "Addons") return _data.Gadgets.GetValueOrDefault(registered[(end + 1)..]);
            if (Dotted(registered.Replace('>', '.')) is { Effect: not HazardEffect.Opaque } gain) return gain;
            return _data.Classes.Contains(registered[(end + 1)..]) ? null : Custom(isFunction: false);
        }

        if (Dotted(registered) is { Effect: not HazardEffect.Opaque } dotted) return dotted;
        return new KerasGain(HazardEffect.Opaque, "goes by two names, of which a loader takes the registered one first");
    }

    private KerasGain JudgeForeign(string module, string name)
    {
        if (Dangerous(module, name) is { } dangerous) return dangerous;
        if (module == "builtins" && name.Length > 0 && !_data.PlainTypes.Contains(name)) return new KerasGain(HazardEffect.Unresolved, "is no class of Python's own");
        var isTensorSpecification = module.StartsWith("tensorflow.python.framework", StringComparison.Ordinal) && name is [>= 'A' and <= 'Z', ..];
        var isAllowed = _policy.Judge(module, name) is { Verdict: ImportVerdict.Allowed } judgement && (judgement.Arguments == ArgumentRule.Any || !_data.StandardLibrary.Contains(module.Split('.')[0]));
        if (isTensorSpecification || isAllowed) return new KerasGain(HazardEffect.Note, "is known to be harmless");
        if (_data.StandardLibrary.Contains(module.Split('.')[0])) return new KerasGain(HazardEffect.Unresolved, "is of Python's own library, which no model is made of");
        return Custom(isFunction: false);
    }

    private static KerasGain Custom(bool isFunction) =>
        new(HazardEffect.Opaque, isFunction ? "is a function that the file does not hold and the loading program must supply" : "is a class that the file does not hold and the loading program must supply");

    private KerasGain? Dotted(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot <= 0 || dot == text.Length - 1) return null;
        var (module, name) = (text[..dot], text[(dot + 1)..]);
        return OwnPart(module) is not null ? _data.Gadgets.GetValueOrDefault(name) : JudgeForeign(module, name) is { Effect: not HazardEffect.Note } gain ? gain : null;
    }

    private KerasGain? Dangerous(string module, string name)
    {
        var judgement = _policy.Judge(module, name);
        if (judgement.Verdict != ImportVerdict.Dangerous) return null;
        var effect = judgement.Rule switch
        {
            "family:write" => HazardEffect.WriteFile,
            "family:read" => HazardEffect.ReadFile,
            "family:connect" => HazardEffect.Network,
            _ => judgement.Severity == Severity.Critical ? HazardEffect.Execute : HazardEffect.Unresolved,
        };
        return new KerasGain(effect, judgement.Gain);
    }
}
