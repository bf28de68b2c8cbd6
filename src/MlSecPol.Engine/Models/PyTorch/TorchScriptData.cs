using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>The dated lists of TorchScript's operators and classes that are embedded in the engine.</summary>
internal sealed class TorchScriptData
{
    private static readonly Lazy<TorchScriptData> Lazily = new(() => new TorchScriptData());

    private TorchScriptData()
    {
        var data = EmbeddedData.Read("torchscript");
        Operators = data["operators"]!.Children<JProperty>().ToFrozenDictionary(p => p.Name, p => Enum.Parse<HazardEffect>(p.Value.Value<string>()!), StringComparer.Ordinal);
        Namespaces = EmbeddedData.Set(data, "namespaces");
        Extensions = EmbeddedData.Set(data, "extensions");
        Networks = EmbeddedData.Set(data, "networks");
        Classes = EmbeddedData.Set(data, "classes");
        Foreign = EmbeddedData.Set(data, "foreign");
        Python = EmbeddedData.Set(data, "python");
        Modules = EmbeddedData.Set(data, "modules");
        Inner = EmbeddedData.Set(data, "inner");
        ExpressionFunctions = EmbeddedData.Set(data, "expressionFunctions");
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
}
