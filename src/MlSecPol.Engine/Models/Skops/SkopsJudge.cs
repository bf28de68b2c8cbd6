using System.Text.Json;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.ImportPolicy;

namespace MlSecPol.Engine.Models.Skops;

/// <summary>
/// Judges every node of a skops schema by what its loader does with the names in it: imports them, calls them, looks them up as attributes.
/// The verdict on a name is that of the import policy of pickles; that the file lists a type says nothing for it.
/// </summary>
internal sealed class SkopsJudge(string member, FactsBuilder facts)
{

    // Loaders of skops 0.3 to 0.13 and what they do with the class that the node names.
    private const string Data = "JsonNode BytesNode BytearrayNode SliceNode CachedNode DTypeNode MaskedArrayNode SparseMatrixNode DatetimeTimedeltaNode";
    private const string Called = "DictNode DefaultDictNode OrderedDictNode ListNode SetNode TupleNode NdArrayNode ObjectNode ReduceNode TreeNode SGDNode LossNode CyLossNode QuantileForestNode ConstructorFromReduceNode RandomStateNode RandomGeneratorNode _DictWithDeprecatedKeysNode PartialNode";
    private const string Referenced = "FunctionNode TypeNode";

    private static readonly UnsafeImportPolicy Policy = new(new ModelSettings());

    private readonly HazardList _hazards = new(member, facts);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    internal void Judge(JsonElement root)
    {
        Visit(root, "$");
        _hazards.Close();
    }

    private void Visit(JsonElement element, string path)
    {
        facts.Token.ThrowIfCancellationRequested();
        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array) Visit(item, $"{path}[{index}]");
                index++;
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            VisitObject(element, path);
        }
    }

    private void VisitObject(JsonElement element, string path)
    {
        var node = SkopsNode.Of(element);
        if (node.Duplicate is { } key)
            Add(HazardEffect.Unresolved, "skops:duplicate-key", key, $"A node has the key '{key}' twice; readers differ in which they take.", path);
        if (node.Loader is { } loader) JudgeNode(element, node, loader, path);
        else if (node.Module is { Length: > 0 } module && node.Name is { Length: > 0 } name) JudgeName(module, name, isCalled: true, path);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name == "bit_generator" && property.Value.ValueKind == JsonValueKind.String) JudgeName("numpy.random", property.Value.GetString()!, isCalled: true, path);
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) Visit(property.Value, path.Length < 400 ? $"{path}.{ShortText.Of(property.Name)}" : path);
        }
    }

    private void JudgeNode(JsonElement element, SkopsNode node, string loader, string path)
    {
        switch (loader)
        {
            case "OperatorFuncNode":
                JudgeOperator(element, node, path);
                break;
            case "MethodNode":
                JudgeMethod(element, node, path);
                break;
            case "JsonNode" or "CachedNode" or "BytesNode" or "BytearrayNode" or "SliceNode":
                // Their loaders never look at the class.
                break;
            case "FunctionNode" or "TypeNode":
                if (FunctionOf(element) is var (module, name)) JudgeName(module, name, isCalled: false, path);
                else JudgeName(node.Module ?? string.Empty, node.Name ?? string.Empty, isCalled: false, path);
                break;
            default:
                if (!IsKnown(loader))
                    Add(HazardEffect.Opaque, "skops:loader", loader, $"The loader {ShortText.Of(loader)} is not one of skops; what it does with the node is unknown.", path);
                JudgeName(node.Module ?? string.Empty, node.Name ?? string.Empty, isCalled: true, path);
                break;
        }
    }

    private static bool IsKnown(string loader) => $" {Data} {Called} {Referenced} ".Contains($" {loader} ", StringComparison.Ordinal);

    /// <summary>The function of the first versions stands in the content.</summary>
    private static (string Module, string Name)? FunctionOf(JsonElement element) =>
        element.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty("module_path", out var module) && content.TryGetProperty("function", out var function)
        && module.ValueKind == JsonValueKind.String && function.ValueKind == JsonValueKind.String
            ? (module.GetString()!, function.GetString()!)
            : null;

    private void JudgeName(string module, string name, bool isCalled, string path)
    {
        if (module.Length == 0 && name.Length == 0) return;
        var full = module.Length == 0 ? name : $"{module}.{name}";
        facts.AddName(ModelAspect.ObjectGraph, full, member, path);
        var judgement = Policy.Judge(module, name);
        if (judgement.Verdict == ImportVerdict.Dangerous)
        {
            Add(Effect(judgement), "skops:" + judgement.Rule, full, $"Loading {(isCalled ? "calls" : "imports")} {ShortText.Of(full)}: {judgement.Gain}.", path, full);
        }
        else if (judgement.Verdict == ImportVerdict.Unknown)
        {
            if (!_unknown.Add(full)) return;
            Add(isCalled ? HazardEffect.Opaque : HazardEffect.Weak, "skops:unknown", full, $"Loading {(isCalled ? "makes" : "imports")} {ShortText.Of(full)}, of which nothing is known.", path, full);
        }
        else if (isCalled && judgement.Arguments is not (ArgumentRule.Any or ArgumentRule.Restored or ArgumentRule.Callables))
        {
            // A node's class is called with the node's content, which may be anything.
            Add(HazardEffect.Unresolved, "skops:called", full, $"Loading calls {ShortText.Of(full)} with what the file holds, which reaches attributes by name.", path);
        }
    }

    private void JudgeOperator(JsonElement element, SkopsNode node, string path)
    {
        var name = node.Name ?? string.Empty;
        var texts = new List<string>();
        if (element.TryGetProperty("attrs", out var attributes) || element.TryGetProperty("content", out attributes)) CollectTexts(attributes, texts);
        if (node.Module is not ("operator" or "_operator"))
        {
            Add(
                HazardEffect.Execute,
                "skops:operator",
                $"{node.Module}.{name}",
                $"An operator node claims to be {ShortText.Of($"{node.Module}.{name}")}, and its loader calls operator.{ShortText.Of(name)} instead.",
                path);
        }
        else if (name is not ("attrgetter" or "itemgetter" or "methodcaller"))
        {
            Add(HazardEffect.Execute, "skops:operator", "operator." + name, $"Loading calls operator.{ShortText.Of(name)} with what the file holds.", path);
        }

        if (name is "attrgetter" or "methodcaller")
        {
            foreach (var text in texts.Take(name == "methodcaller" ? 1 : int.MaxValue)) JudgeAttribute(text, "operator." + name, path);
        }
    }

    private void JudgeMethod(JsonElement element, SkopsNode node, string path)
    {
        var content = element.TryGetProperty("content", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : element;
        if (!content.TryGetProperty("func", out var function) || function.ValueKind != JsonValueKind.String)
        {
            Add(HazardEffect.Unresolved, "skops:method", node.Name ?? "method", "A method node does not name its method in text.", path);
            return;
        }

        JudgeAttribute(function.GetString()!, "MethodNode", path);
        if (!content.TryGetProperty("obj", out var target) || target.ValueKind != JsonValueKind.Object) return;
        var owner = SkopsNode.Of(target);
        if (owner.Loader is "MethodNode" or "FunctionNode" or "TypeNode" or "OperatorFuncNode")
            Add(HazardEffect.Unresolved, "skops:method", function.GetString()!, $"The method '{ShortText.Of(function.GetString()!)}' is looked up on a {owner.Loader}, no object of data.", path);
        else if (node.Name is { } claimed && owner.Name is { } actual && claimed != actual && claimed is not ("method" or "MethodType"))
            Add(HazardEffect.Unresolved, "skops:method", $"{owner.Module}.{actual}", $"A method node claims {ShortText.Of($"{node.Module}.{claimed}")} and looks its method up on {ShortText.Of($"{owner.Module}.{actual}")}.", path);
    }

    private void JudgeAttribute(string attribute, string by, string path)
    {
        if (Policy.IsWalk(attribute) || (attribute.StartsWith("__", StringComparison.Ordinal) && attribute.EndsWith("__", StringComparison.Ordinal)))
            Add(HazardEffect.Execute, "skops:attribute", attribute, $"{by} reaches the attribute '{ShortText.Of(attribute)}', and from there everything that is loaded.", path);
        else if (Policy.IsDangerousMethod(attribute[(attribute.LastIndexOf('.') + 1)..]))
            Add(HazardEffect.Unresolved, "skops:attribute", attribute, $"{by} reaches the method '{ShortText.Of(attribute)}', which loads, writes or runs something.", path);
        else if (by == "MethodNode" && attribute.Contains('.', StringComparison.Ordinal))
            Add(HazardEffect.Unresolved, "skops:attribute", attribute, $"{by} walks the attributes '{ShortText.Of(attribute)}'.", path);
    }

    private static void CollectTexts(JsonElement element, List<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CollectTexts(item, texts);
                break;
            case JsonValueKind.Object when SkopsNode.Of(element).Loader == "JsonNode":
                if (element.TryGetProperty("content", out var json) && json.ValueKind == JsonValueKind.String) texts.Add(Unquote(json.GetString()!));
                break;
            case JsonValueKind.Object:
                if (element.TryGetProperty("content", out var content)) CollectTexts(content, texts);
                break;
        }
    }

    /// <summary>The text in a piece of JSON; anything else as it stands.</summary>
    private static string Unquote(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static HazardEffect Effect(ImportJudgement judgement) => judgement.Rule switch
    {
        "family:write" => HazardEffect.WriteFile,
        "family:read" => HazardEffect.ReadFile,
        "family:connect" => HazardEffect.Network,
        _ => judgement.Severity == Severity.Critical ? HazardEffect.Execute : HazardEffect.Unresolved,
    };

    private void Add(HazardEffect effect, string rule, string subject, string detail, string path, string? import = null) =>
        _hazards.Add(ModelAspect.ObjectGraph, effect, rule, ShortText.Of(subject), detail, location: path, import: import);
}
