using System.Collections.Frozen;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>The dated lists of TorchScript's operators and classes that are embedded in the engine.</summary>
internal sealed class TorchScriptData
{
    private static readonly Lazy<TorchScriptData> Lazily = new(() => new TorchScriptData());

    private TorchScriptData()
    {
        using var stream = typeof(TorchScriptData).Assembly.GetManifestResourceStream("models/torchscript.json")!;
        using var reader = new JsonTextReader(new StreamReader(stream)) { DateParseHandling = DateParseHandling.None };
        var data = JObject.Load(reader);
        Operators = data["operators"]!.Children<JProperty>().ToFrozenDictionary(p => p.Name, p => Enum.Parse<HazardEffect>(p.Value.Value<string>()!), StringComparer.Ordinal);
        Namespaces = Set(data, "namespaces");
        Extensions = Set(data, "extensions");
        Networks = Set(data, "networks");
        Classes = Set(data, "classes");
        Foreign = Set(data, "foreign");
        Python = Set(data, "python");
        Modules = Set(data, "modules");
        Inner = Set(data, "inner");
        ExpressionFunctions = Set(data, "expressionFunctions");
        Advisories = data["advisories"]!.Children<JProperty>().ToFrozenDictionary(p => p.Name, p => p.Value.Value<string>()!, StringComparer.Ordinal);
    }

    /// <summary>The lists in effect.</summary>
    internal static TorchScriptData Current => Lazily.Value;

    /// <summary>Operators of the framework that act, as <c>namespace::name</c>.</summary>
    internal FrozenDictionary<string, HazardEffect> Operators { get; }

    /// <summary>Namespaces of operators that are part of the framework.</summary>
    internal FrozenSet<string> Namespaces { get; }

    /// <summary>Namespaces of widely used libraries that extend it.</summary>
    internal FrozenSet<string> Extensions { get; }

    /// <summary>Namespaces of operators and classes that talk to other machines.</summary>
    internal FrozenSet<string> Networks { get; }

    /// <summary>Namespaces of native classes that are part of the framework.</summary>
    internal FrozenSet<string> Classes { get; }

    /// <summary>Members of <c>torch</c> that are Python and no operators.</summary>
    internal FrozenSet<string> Foreign { get; }

    /// <summary>Functions of Python that run code or open files, which TorchScript does not have.</summary>
    internal FrozenSet<string> Python { get; }

    /// <summary>Modules of Python that TorchScript does not have.</summary>
    internal FrozenSet<string> Modules { get; }

    /// <summary>Attributes that lead into Python's interpreter.</summary>
    internal FrozenSet<string> Inner { get; }

    /// <summary>Functions and names that expressions over sizes may use.</summary>
    internal FrozenSet<string> ExpressionFunctions { get; }

    /// <summary>Published advisories by operator.</summary>
    internal FrozenDictionary<string, string> Advisories { get; }

    private static FrozenSet<string> Set(JObject data, string key) => data[key]!.Values<string>().OfType<string>().ToFrozenSet(StringComparer.Ordinal);
}
