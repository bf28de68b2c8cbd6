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

    private OperationRegistry()
    {
        using var stream = typeof(OperationRegistry).Assembly.GetManifestResourceStream("models/operations.json")!;
        using var document = JsonDocument.Parse(stream);
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
        _extensions = [.. root.GetProperty("extensions").EnumerateArray().Select(e => (Effect(e), e.GetProperty("words").EnumerateArray().Select(w => w.GetString()!).ToArray()))];
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

    private static HazardEffect Effect(JsonElement entry) => Enum.Parse<HazardEffect>(entry.GetProperty("effect").GetString()!);
}
