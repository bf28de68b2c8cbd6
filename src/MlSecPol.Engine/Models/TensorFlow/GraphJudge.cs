using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Judges nodes by what their operation does. How a node is called does not matter, and ordinary saving and restoring is no hazard.</summary>
internal sealed class GraphJudge(GraphVisitor graph, string? member, FactsBuilder facts)
{
    private readonly HazardList _hazards = new(member, facts);
    private readonly HashSet<string> _custom = new(StringComparer.Ordinal);

    /// <summary>Where graphs stand that a node is handed as text.</summary>
    internal List<(GraphNode Node, long Offset, long Length)> Nested { get; } = [];

    internal void Judge()
    {
        foreach (var scope in graph.Scopes)
        {
            foreach (var node in scope.Acting)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (OperationRegistry.Current.Find(node.Operation) is { } operation) Judge(scope, node, operation);
                else if (!graph.Functions.Contains(node.Operation)) JudgeCustom(scope, node);
            }
        }

        foreach (var (name, path, offset) in graph.References)
        {
            if (graph.Functions.Contains(name) || OperationRegistry.Current.Find(name) is not { Family: { When: OperationWhen.Always, Effect: > HazardEffect.Opaque } family }) continue;
            _hazards.Add(ModelAspect.TensorFlowGraph, family.Effect, "tensorflow:" + family.Name, name, $"A node is handed the operation {name} as a function, which {family.Does}.", offset, path);
        }

        foreach (var (file, path, offset) in graph.AssetFiles)
        {
            var target = FileTargets.Of(file);
            if (FileTargets.IsOutside(target))
                _hazards.Add(ModelAspect.TensorFlowGraph, Reading(target), "tensorflow:asset-outside", file, $"The model asks for the asset '{ProtoText.Shorten(file)}', which is not in its folder.", offset, path, file);
        }

        _hazards.Close();
    }

    private void Judge(GraphScope scope, GraphNode node, Operation operation)
    {
        var (target, isAsset) = Target(scope, node, operation);
        var family = operation.Family;
        if (!Acts(family.When, target, isAsset)) return;
        var effect = family.Effect;
        var kind = FileTargets.Of(target ?? string.Empty);
        if (effect == HazardEffect.ReadFile && kind == FileTarget.Remote) effect = HazardEffect.Network;
        if (family.Name == "debug-target" && target!.Contains("grpc://", StringComparison.OrdinalIgnoreCase)) effect = HazardEffect.Network;
        if (family.Name == "debug-target" && !target!.Contains("://", StringComparison.Ordinal)) return;

        var aspect = effect == HazardEffect.Opaque ? ModelAspect.Operators : ModelAspect.TensorFlowGraph;
        var shown = effect == HazardEffect.Opaque || string.IsNullOrEmpty(target) ? string.Empty : $", here '{ProtoText.Shorten(target)}'";
        _hazards.Add(aspect, effect, "tensorflow:" + family.Name, Subject(scope, node), $"{Called(scope, node)} {family.Does}{shown} (operation {node.Operation}).", node.Offset, node.Path, target is null ? null : ProtoText.Shorten(target));
        if (family.Name == "nested-graph" && node.Inputs.Count > 0 && scope.Resolve(node.Inputs[0]) is { Literal.Length: > 0 } literal)
            Nested.Add((node, literal.Literal.Offset, literal.Literal.Length));
    }

    private static bool Acts(OperationWhen when, string? target, bool isAsset) => when switch
    {
        OperationWhen.Always => true,
        OperationWhen.Given => !string.IsNullOrEmpty(target),
        OperationWhen.Outside => target is not null && !isAsset && FileTargets.IsOutside(FileTargets.Of(target)),
        OperationWhen.System => target is not null && !isAsset && FileTargets.IsOfSystem(target),
        OperationWhen.RemoteDevice => target is not null && target.StartsWith("/job:", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("/job:localhost", StringComparison.OrdinalIgnoreCase),
        OperationWhen.FileScheme => target is not null && target.StartsWith("file://", StringComparison.OrdinalIgnoreCase),
        OperationWhen.NoScheme => !string.IsNullOrEmpty(target) && (!target.Contains("://", StringComparison.Ordinal) || target.StartsWith("file://", StringComparison.OrdinalIgnoreCase)),
        _ => !string.IsNullOrEmpty(target) && !target.StartsWith("memmapped_package://", StringComparison.Ordinal),
    };

    /// <summary>The name of the file, the address or whatever else the node is given; null when it is not known before the model runs.</summary>
    private (string? Text, bool IsAsset) Target(GraphScope scope, GraphNode node, Operation operation)
    {
        if (operation.Attribute is { } attribute) return (Join(node, attribute), false);
        if (operation.Input is not { } input || input >= node.Inputs.Count || scope.Resolve(node.Inputs[input]) is not { } constant) return (null, false);
        return (Join(constant, "value"), scope.Name.Length == 0 && graph.Assets.Contains(constant.Name));
    }

    private static string Join(GraphNode node, string attribute) => string.Join(", ", node.Attributes.Where(a => a.Name == attribute).Select(a => a.Text));

    private void JudgeCustom(GraphScope scope, GraphNode node)
    {
        if (OperationRegistry.Current.FindExtension(node.Operation) is { } effect)
        {
            _hazards.Add(ModelAspect.TensorFlowGraph, effect, "tensorflow:extension", Subject(scope, node), $"{Called(scope, node)} reaches beyond the model (operation {ProtoText.Shorten(node.Operation)} of TensorFlow I/O).", node.Offset, node.Path);
            return;
        }

        var library = OperationRegistry.Current.FindLibrary(node.Operation);
        if (library is null && OperationRegistry.Current.FindTelling(node.Operation) is { } told)
        {
            _hazards.Add(
                ModelAspect.TensorFlowGraph, told, "tensorflow:telling", Subject(scope, node),
                $"{Called(scope, node)} has an operation that is not TensorFlow's and by its name reaches beyond the model: {ProtoText.Shorten(node.Operation)}.", node.Offset, node.Path);
        }

        foreach (var (name, text) in node.Attributes)
        {
            var target = FileTargets.Of(text);
            if (name.StartsWith('_') || !FileTargets.IsOutside(target) || text.Contains('\uFFFD', StringComparison.Ordinal)) continue;
            _hazards.Add(
                ModelAspect.TensorFlowGraph, Reading(target), "tensorflow:custom-target", Subject(scope, node),
                $"{Called(scope, node)} has an operation that is not TensorFlow's, {ProtoText.Shorten(node.Operation)}, and gives it '{ProtoText.Shorten(text)}'.", node.Offset, node.Path, ProtoText.Shorten(text));
        }

        if (!_custom.Add(node.Operation)) return;
        if (library is not null)
            _hazards.Add(ModelAspect.Operators, HazardEffect.Note, "tensorflow:library", ProtoText.Shorten(node.Operation), $"The operation {ProtoText.Shorten(node.Operation)} comes with {library}.", node.Offset, node.Path);
        else
            _hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "tensorflow:custom-operation", ProtoText.Shorten(node.Operation), $"The operation {ProtoText.Shorten(node.Operation)} is not TensorFlow's; its code comes with another library.", node.Offset, node.Path);
    }

    private static HazardEffect Reading(FileTarget target) => target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile;

    private static string Subject(GraphScope scope, GraphNode node) => ProtoText.Shorten(scope.Name.Length == 0 ? node.Name : $"{scope.Name}/{node.Name}");

    private static string Called(GraphScope scope, GraphNode node) =>
        scope.Name.Length == 0 ? $"Node '{ProtoText.Shorten(node.Name)}'" : $"Node '{ProtoText.Shorten(node.Name)}' of the function '{ProtoText.Shorten(scope.Name)}'";
}
