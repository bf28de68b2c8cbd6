using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>The dated lists of Keras' names that are embedded in the engine: what is its own, and what of it acts.</summary>
internal sealed class KerasData
{
    private static readonly Lazy<KerasData> Lazily = new(() => new KerasData());

    private KerasData()
    {
        var data = EmbeddedData.Read("keras");
        Packages = EmbeddedData.Set(data, "packages");
        Layers = EmbeddedData.Set(data, "layers");
        Modelling = EmbeddedData.Set(data, "modelling");
        Harmless = EmbeddedData.Set(data, "harmless");
        Callables = EmbeddedData.Set(data, "callables");
        Paths = EmbeddedData.Set(data, "paths");
        StandardLibrary = EmbeddedData.Set(data, "standardLibrary");
        ActingModules = EmbeddedData.Set(data, "actingModules");
        PlainTypes = EmbeddedData.Set(data, "plainTypes");
        Evaluators = EmbeddedData.Set(data, "evaluators");
        Hubs = EmbeddedData.Set(data, "hubs");
        Forms = EmbeddedData.Set(data, "forms");
        Functions = EmbeddedData.Set(data, "functions");
        Classes = EmbeddedData.Set(data, "classes");
        Gadgets = Gains(data["gadgets"]!);
        Operations = Gains(data["operations"]!);
    }

    /// <summary>The lists in effect.</summary>
    internal static KerasData Current => Lazily.Value;

    /// <summary>Packages of Keras itself and of its own family.</summary>
    internal FrozenSet<string> Packages { get; }

    /// <summary>Parts of module names that only say where the same thing is defined.</summary>
    internal FrozenSet<string> Layers { get; }

    /// <summary>Modules below a package whose members make up models.</summary>
    internal FrozenSet<string> Modelling { get; }

    /// <summary>Members of other modules that do nothing but what a model may.</summary>
    internal FrozenSet<string> Harmless { get; }

    /// <summary>Fields in which a plain text is the name of something to call.</summary>
    internal FrozenSet<string> Callables { get; }

    /// <summary>Fields whose text a layer opens as a file or address.</summary>
    internal FrozenSet<string> Paths { get; }

    /// <summary>Top modules of Python's own library.</summary>
    internal FrozenSet<string> StandardLibrary { get; }

    /// <summary>Modules whose members are named in full only to be called.</summary>
    internal FrozenSet<string> ActingModules { get; }

    /// <summary>Types of Python itself that Keras writes down.</summary>
    internal FrozenSet<string> PlainTypes { get; }

    /// <summary>Functions of Python itself that no activation, loss or metric is called after.</summary>
    internal FrozenSet<string> Evaluators { get; }

    /// <summary>Hosts of the model hubs of the framework's makers.</summary>
    internal FrozenSet<string> Hubs { get; }

    /// <summary>Names that stand for values which JSON cannot hold.</summary>
    internal FrozenSet<string> Forms { get; }

    /// <summary>Activations, losses and their like, which configurations name without a module.</summary>
    internal FrozenSet<string> Functions { get; }

    /// <summary>Layers and other classes, which older configurations name without a module.</summary>
    internal FrozenSet<string> Classes { get; }

    /// <summary>Members of Keras that load, fetch, read or write.</summary>
    internal FrozenDictionary<string, KerasGain> Gadgets { get; }

    /// <summary>Functions and operations of TensorFlow that do more than compute.</summary>
    internal FrozenDictionary<string, KerasGain> Operations { get; }

    private static FrozenDictionary<string, KerasGain> Gains(JToken groups)
    {
        var gains = new Dictionary<string, KerasGain>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var gain = new KerasGain(Enum.Parse<HazardEffect>(group.Value<string>("effect")!), group.Value<string>("gain")!);
            foreach (var name in group["names"]!.Values<string>()) gains[name!] = gain;
        }

        return gains.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
