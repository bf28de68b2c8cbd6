using System.Collections.Frozen;
using System.Text.Json;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>What TensorFlow's own operations are called, and what those do that reach beyond their tensors: dated data, embedded in the engine.</summary>
internal sealed class OperationRegistry
{
    private const string ExtensionPrefix = "IO>";
    private static readonly Lazy<OperationRegistry> Lazily = new(() => new OperationRegistry());

    private readonly FrozenDictionary<string, Operation> _operations;
    private readonly FrozenSet<string> _builtIn;
    private readonly (HazardEffect Effect, string[] Words)[] _extensions;
    private readonly TellingNames[] _telling;
    private readonly string[] _sources;
    private readonly FrozenDictionary<string, string> _libraries;
    private readonly (string Library, string Beginning)[] _beginnings;

    private OperationRegistry()
    {
        using var document = EmbeddedData.Open("operations");
        var root = document.RootElement;
        var operations = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var entry in root.GetProperty("families").EnumerateArray())
        {
            var when = Enum.Parse<OperationWhen>(entry.GetProperty("when").GetString()!.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
            var family = new OperationFamily(entry.GetProperty("family").GetString()!, Effect(entry), when, entry.GetProperty("does").GetString()!);
            foreach (var operation in entry.GetProperty("operations").EnumerateObject()) operations.Add(operation.Name, new Operation(family, operation.Value.GetString()!));
        }

        _operations = operations.ToFrozenDictionary(StringComparer.Ordinal);
        _builtIn = root.GetProperty("builtIn").EnumerateArray().Select(n => n.GetString()!).ToFrozenSet(StringComparer.Ordinal);
        _extensions = Words(root.GetProperty("extensions"));
        var libraries = root.GetProperty("libraries").EnumerateArray().Select(l => (Name: l.GetProperty("library").GetString()!, Entry: l)).ToList();
        _libraries = libraries.SelectMany(l => Names(l.Entry, "operations").Select(o => (l.Name, Operation: o))).ToFrozenDictionary(p => p.Operation, p => p.Name, StringComparer.Ordinal);
        _beginnings = [.. libraries.SelectMany(l => Names(l.Entry, "beginnings").Select(b => (l.Name, b)))];
        _sources = [.. Names(root, "sources")];
        _telling = [.. root.GetProperty("telling").EnumerateArray().Select(e => new TellingNames(Effect(e), [.. Names(e, "words")], [.. Names(e, "names")]))];
    }

    internal static OperationRegistry Current => Lazily.Value;

    /// <summary>The effect of an operation; null when it has none beyond its tensors.</summary>
    internal Operation? Find(string operation) => _operations.GetValueOrDefault(operation);

    /// <summary>Whether the framework itself brings the operation. Names with an underscore in front are reserved for the framework.</summary>
    internal bool IsBuiltIn(string operation) => operation.StartsWith('_') || _builtIn.Contains(operation);

    /// <summary>The effect of an operation of the framework's package for input and output, which names its operations after what they reach.</summary>
    internal HazardEffect? FindExtension(string operation)
    {
        if (!operation.StartsWith(ExtensionPrefix, StringComparison.Ordinal)) return null;
        foreach (var (effect, words) in _extensions)
        {
            if (Array.Exists(words, w => operation.Contains(w, StringComparison.OrdinalIgnoreCase))) return effect;
        }

        return null;
    }

    /// <summary>The published library that an operation belongs to; null when it is of none that is known.</summary>
    internal string? FindLibrary(string operation) =>
        _libraries.GetValueOrDefault(operation) ?? Array.Find(_beginnings, b => operation.StartsWith(b.Beginning, StringComparison.Ordinal)).Library;

    /// <summary>The effect that an unknown operation has by its own name; no name of a node decides.</summary>
    internal HazardEffect? FindTelling(string operation) => Array.Find(_telling, t => t.Fit(operation))?.Effect ?? FindSource(operation);

    /// <summary>The effect of an operation that by its name reads or writes what the framework's package for input and output reaches, too.</summary>
    private HazardEffect? FindSource(string operation)
    {
        if (!Array.Exists(_sources, s => operation.Contains(s, StringComparison.Ordinal))) return null;
        foreach (var (effect, words) in _extensions)
        {
            if (Array.Exists(words, w => operation.Contains(w, StringComparison.Ordinal))) return effect;
        }

        return null;
    }

    private static IEnumerable<string> Names(JsonElement entry, string list) => entry.GetProperty(list).EnumerateArray().Select(n => n.GetString()!);

    private static (HazardEffect Effect, string[] Words)[] Words(JsonElement groups) =>
        [.. groups.EnumerateArray().Select(e => (Effect(e), Names(e, "words").ToArray()))];

    private static HazardEffect Effect(JsonElement entry) => Enum.Parse<HazardEffect>(entry.GetProperty("effect").GetString()!);
}
