using MlSecPol.Engine.Models.ImportPolicy;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Judges the tags of YAML: which make which language's loader build an object or call something.</summary>
internal sealed class TagJudge
{
    private const string Core = "tag:yaml.org,2002:";
    private const string Python = "python/";

    // Recipes share parts with their neighbours, a folder or two above.
    private const int FarUp = 3;

    private static readonly string[] PlainPython = ["none", "bool", "str", "unicode", "bytes", "int", "long", "float", "complex", "list", "tuple", "dict"];
    private static readonly string[] JavaRoots = ["java.", "javax.", "com.", "org.", "sun.", "jdk.", "net.", "io.", "ch.", "oracle."];
    private static readonly string[] PlainRuby = ["regexp", "range", "symbol", "sym", "string", "array", "hash", "float", "encoding"];

    private readonly UnsafeImportPolicy _policy = new(new ModelSettings());

    /// <summary>What a tag does; null for one that only names a plain type.</summary>
    /// <param name="tag">The resolved tag.</param>
    /// <param name="value">The scalar that it stands before; null before a collection.</param>
    internal (HazardEffect Effect, string Rule, string Subject, string Detail)? Judge(string tag, string? value)
    {
        var name = Uri.UnescapeDataString(tag.StartsWith(Core, StringComparison.Ordinal) ? tag[Core.Length..] : tag.TrimStart('!'));
        if (name.StartsWith(Python, StringComparison.Ordinal)) return JudgePython(name[Python.Length..], tag);
        if (name.StartsWith("ruby/", StringComparison.Ordinal))
        {
            var kind = name["ruby/".Length..];
            return PlainRuby.Contains(kind) ? null : (HazardEffect.Execute, "ruby-object", kind, $"The tag '{tag}' makes a loader of Ruby build an object of any class, by which code runs.");
        }

        if (name.StartsWith("js/function", StringComparison.Ordinal)) return (HazardEffect.Execute, "javascript-function", name, $"The tag '{tag}' makes a loader of JavaScript compile a function.");
        if (name.StartsWith("perl/", StringComparison.Ordinal)) return (HazardEffect.Execute, "perl-object", name, $"The tag '{tag}' makes a loader of Perl bless an object or compile code.");
        if (name.StartsWith("php/object", StringComparison.Ordinal)) return (HazardEffect.Execute, "php-object", name, $"The tag '{tag}' makes a loader of PHP deserialise an object.");
        if (JavaRoots.Any(r => name.StartsWith(r, StringComparison.Ordinal)) && name.Contains('.', StringComparison.Ordinal) && !tag.StartsWith("tag:", StringComparison.Ordinal) | tag.StartsWith(Core, StringComparison.Ordinal))
            return (HazardEffect.Execute, "java-object", name, $"The tag '{tag}' makes a loader of Java construct the class '{name}', by which code is loaded and run.");
        if (name.StartsWith("System.", StringComparison.Ordinal) || name.Contains(",mscorlib", StringComparison.OrdinalIgnoreCase) || name.Contains(", System", StringComparison.Ordinal))
            return (HazardEffect.Execute, "dotnet-object", name, $"The tag '{tag}' makes a loader of .NET construct a type by its name.");
        return JudgeHyper(name, tag, value);
    }

    private (HazardEffect Effect, string Rule, string Subject, string Detail)? JudgePython(string name, string tag)
    {
        if (PlainPython.Contains(name)) return null;
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (kind, target) = colon < 0 ? (name, string.Empty) : (name[..colon], name[(colon + 1)..]);
        var dot = target.LastIndexOf('.');
        var judgement = kind == "module" ? _policy.Judge(target, string.Empty) : dot < 0 ? _policy.Judge("builtins", target) : _policy.Judge(target[..dot], target[(dot + 1)..]);
        var does = kind switch { "object/apply" => "calls", "object/new" or "object" => "builds an object of", "name" => "fetches", "module" => "imports", _ => "handles" };
        var detail = $"A loader of Python that is not the safe one {does} '{target}' for the tag '{tag}'";
        return judgement.Verdict switch
        {
            ImportVerdict.Allowed => (HazardEffect.Note, "python-object", target, detail + ", which is harmless in itself."),
            ImportVerdict.Dangerous => (HazardEffect.Execute, "python-object", target, $"{detail}: it {judgement.Gain}."),
            _ when kind is "object/apply" or "object/new" => (HazardEffect.ExecuteLater, "python-object", target, $"{detail}: any function can be called that way."),
            _ => (HazardEffect.Opaque, "python-object", target, $"{detail}, which this policy does not know."),
        };
    }

    /// <summary>Tags of HyperPyYAML, with which speech models are configured: they call what they name, and the library is loaded for it.</summary>
    private static (HazardEffect Effect, string Rule, string Subject, string Detail)? JudgeHyper(string name, string tag, string? value)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return name == "include" && value is not null ? Include(value, tag) : null;
        var (kind, target) = (name[..colon], name[(colon + 1)..]);
        if (kind == "include") return Include(target, tag);
        if (kind is not ("new" or "apply" or "applyref" or "name" or "module")) return null;
        return new Configuration.TargetJudge().Judge(target, isCertain: true) is { } judged
            ? (judged.Effect, "hyper-object", target, $"The tag '{tag}' makes the loader call '{target}': it {judged.Gain}.")
            : null;
    }

    private static (HazardEffect Effect, string Rule, string Subject, string Detail)? Include(string path, string tag) =>
        Configuration.LocationJudge.LeavesFolder(path)
            ? (Configuration.LocationJudge.Judge(path) is null && path.StartsWith("..", StringComparison.Ordinal) && path.Split('/', '\\').Count(p => p == "..") < FarUp ? HazardEffect.Note : HazardEffect.ReadFile, "include", path.Length > 200 ? path[..200] : path, $"The tag '{tag}' makes the loader read a file outside of the model's folder.")
            : null;
}
