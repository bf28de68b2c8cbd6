using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.TensorFlow;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>Judges operators by the domain that defines them: the standard's, the runtime's, the model's own functions, or nobody's that is here.</summary>
internal sealed class OnnxOperatorJudge(HazardList hazards)
{
    private const int MostOperators = 10_000;

    private readonly HashSet<(string Domain, string Name)> _defined = [];
    private readonly Dictionary<(string Domain, string Name), OnnxNode> _custom = [];

    /// <summary>Notes a function that the model itself defines.</summary>
    internal void Define(string domain, string name) => _defined.Add((domain, name));

    internal void Take(OnnxNode node)
    {
        if (node.Operator is "PyOp" or "PythonOp" or "PythonOpGrad" or "PyCustomOp" && node.Domain is not ("" or "ai.onnx"))
        {
            var names = string.Join(", ", node.Attributes.Where(a => a.Name is "module" or "class_name" or "func_name" or "name").Select(a => $"{a.Name} '{ShortText.Of(a.Text)}'"));
            hazards.Add(
                ModelAspect.Operators, HazardEffect.Execute, "onnx:python-operator", Subject(node),
                $"{Called(node)} runs Python code{(names.Length > 0 ? $", {names}" : string.Empty)} (operator {node.Domain}:{node.Operator}).", node.Offset, node.Path);
            return;
        }

        if (node is { Operator: "EPContext", Domain: "com.microsoft" })
        {
            Context(node);
            return;
        }

        if (IsKnown(node.Domain)) return;
        if (LibraryOf(node.Domain) is null && OperationRegistry.Current.FindTelling(node.Operator) is { } told)
        {
            hazards.Add(
                ModelAspect.Operators, told, "onnx:telling-operator", Subject(node),
                $"{Called(node)} has an operator of the domain '{ShortText.Of(node.Domain)}' that by its name reaches beyond the model: {ShortText.Of(node.Operator)}.", node.Offset, node.Path);
        }

        // The path has to be asked for now; the node is judged when the walk is over.
        if (_custom.Count < MostOperators && _custom.TryAdd((node.Domain, node.Operator), node)) _ = node.Path;
        Targets(node);
    }

    /// <summary>Names the operators that nothing in the model defines; to be called when all functions are known.</summary>
    internal void Finish()
    {
        foreach (var ((domain, name), node) in _custom)
        {
            if (_defined.Contains((domain, name))) continue;
            if (LibraryOf(domain) is { } library)
            {
                hazards.Add(
                    ModelAspect.Operators, HazardEffect.Note, "onnx:library", $"{domain}:{ShortText.Of(name)}", $"The operator '{ShortText.Of(name)}' comes with {library}.", node.Offset, node.Path);
                continue;
            }

            hazards.Add(
                ModelAspect.Operators, HazardEffect.Opaque, "onnx:custom-operator", $"{ShortText.Of(domain)}:{ShortText.Of(name)}",
                $"The operator '{ShortText.Of(name)}' of the domain '{ShortText.Of(domain)}' is not defined by ONNX, its runtime or the model; its code comes with another library.", node.Offset, node.Path);
        }
    }

    private void Context(OnnxNode node)
    {
        var cache = node.Attributes.Find(a => a.Name == "ep_cache_context").Text ?? string.Empty;
        var target = cache.Contains('\uFFFD', StringComparison.Ordinal) ? FileTarget.None : FileTargets.Of(cache);
        if (FileTargets.IsOutside(target))
        {
            hazards.Add(
                ModelAspect.Operators, target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "onnx:context-outside", Subject(node),
                $"{Called(node)} loads a compiled program from '{ShortText.Of(cache)}', outside of the folder of the model.", node.Offset, node.Path, ShortText.Of(cache));
        }

        hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "onnx:compiled-context", Subject(node), $"{Called(node)} runs a program that was compiled for one device and cannot be judged from here.", node.Offset, node.Path);
    }

    private void Targets(OnnxNode node)
    {
        foreach (var (name, text) in node.Attributes)
        {
            var target = FileTargets.Of(text);
            if (!FileTargets.IsOutside(target) || text.Contains('\uFFFD', StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal)) continue;
            hazards.Add(
                ModelAspect.Operators, target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "onnx:custom-target", Subject(node),
                $"{Called(node)} has an operator of the domain '{ShortText.Of(node.Domain)}' and gives it, as '{ShortText.Of(name)}', '{ShortText.Of(text)}'.", node.Offset, node.Path, ShortText.Of(text));
        }
    }

    /// <summary>The published library that defines the operators of a domain.</summary>
    private static string? LibraryOf(string domain) => domain switch
    {
        "ai.onnx.contrib" => "ONNX Runtime Extensions",
        "org.openvinotoolkit" => "OpenVINO",
        _ => null,
    };

    /// <summary>Whether the operators of a domain are the standard's or the runtime's own.</summary>
    internal static bool IsKnown(string domain) =>
        domain is "" or "ai.onnx" or "ai.onnx.ml" or "ai.onnx.training" or "ai.onnx.preview" or "ai.onnx.preview.training" or "com.microsoft" or "com.ms.internal.nhwc"
        || domain.StartsWith("com.microsoft.", StringComparison.Ordinal);

    private static string Subject(OnnxNode node) => node.Name.Length > 0 ? ShortText.Of(node.Name) : $"{node.Domain}:{node.Operator}";

    private static string Called(OnnxNode node) => node.Name.Length > 0 ? $"Node '{ShortText.Of(node.Name)}'" : $"The node at {node.Path}";
}
