using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Judges nodes by what their operation does. How a node is called does not matter, and ordinary saving and restoring is no hazard.</summary>
internal sealed class GraphJudge(GraphVisitor graph, string? member, FactsBuilder facts)
{
    private const int MostShown = 3;

    private readonly HazardList _hazards = new(member, facts);
    private readonly GraphTexts _texts = new(graph);
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
                _hazards.Add(ModelAspect.TensorFlowGraph, Reading(target), "tensorflow:asset-outside", file, $"The model asks for the asset '{ShortText.Of(file)}', which is not in its folder.", offset, path, file);
        }

        _hazards.Close();
    }

    private void Judge(GraphScope scope, GraphNode node, Operation operation)
    {
        var targets = Targets(scope, node, operation);
        var family = operation.Family;
        var acting = targets.Find(t => Acts(family, t));
        if (acting is null && family.When != OperationWhen.Always) return;
        var target = family.When == OperationWhen.Always ? string.Join(", ", targets.Take(MostShown).Select(t => t.Value)) : acting!.Value;
        var effect = family.Effect;
        if (effect == HazardEffect.ReadFile && targets.Exists(t => FileTargets.Of(t.Value) == FileTarget.Remote)) effect = HazardEffect.Network;
        if (family.Name == "debug-target" && target.Contains("grpc://", StringComparison.OrdinalIgnoreCase)) effect = HazardEffect.Network;

        var aspect = effect == HazardEffect.Opaque ? ModelAspect.Operators : ModelAspect.TensorFlowGraph;
        var shown = effect == HazardEffect.Opaque || target.Length == 0 ? string.Empty : $", here '{ShortText.Of(target)}'";
        _hazards.Add(aspect, effect, "tensorflow:" + family.Name, Subject(scope, node), $"{Called(scope, node)} {family.Does}{shown} (operation {node.Operation}).", node.Offset, node.Path, target.Length == 0 ? null : ShortText.Of(target));
        if (family.Name == "nested-graph" && targets.Find(t => t.Constant is { Literal.Length: > 0 })?.Constant is { } literal)
            Nested.Add((node, literal.Literal.Offset, literal.Literal.Length));
    }

    private static bool Acts(OperationFamily family, GraphText text)
    {
        var target = text.Value;
        return family.When switch
        {
            OperationWhen.Always => true,
            OperationWhen.Given => target.Length > 0 && (family.Name != "debug-target" || target.Contains("://", StringComparison.Ordinal)),
            OperationWhen.Outside => !text.IsAsset && FileTargets.IsOutside(FileTargets.Of(target)),
            OperationWhen.System => !text.IsAsset && (FileTargets.IsOfSystem(target) || FileTargets.IsOfWeb(target)),
            OperationWhen.RemoteDevice => target.StartsWith("/job:", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("/job:localhost", StringComparison.OrdinalIgnoreCase),
            OperationWhen.FileScheme => target.StartsWith("file://", StringComparison.OrdinalIgnoreCase),
            OperationWhen.NoScheme => target.Length > 0 && (!target.Contains("://", StringComparison.Ordinal) || target.StartsWith("file://", StringComparison.OrdinalIgnoreCase)),
            _ => target.Length > 0 && !target.StartsWith("memmapped_package://", StringComparison.Ordinal),
        };
    }

    /// <summary>The names of files, the addresses or whatever else the node is given; none where it is not known before the model runs.</summary>
    private List<GraphText> Targets(GraphScope scope, GraphNode node, Operation operation)
    {
        if (operation.Attribute is { } attribute) return [.. node.Attributes.Where(a => a.Name == attribute).Select(a => new GraphText(a.Text, IsAsset: false, null))];
        return operation.Input is { } input && input < node.Inputs.Count ? _texts.Resolve(scope, node.Inputs[input]) : [];
    }

    private void JudgeCustom(GraphScope scope, GraphNode node)
    {
        if (OperationRegistry.Current.FindExtension(node.Operation) is { } effect)
        {
            _hazards.Add(ModelAspect.TensorFlowGraph, effect, "tensorflow:extension", Subject(scope, node), $"{Called(scope, node)} reaches beyond the model (operation {ShortText.Of(node.Operation)} of TensorFlow I/O).", node.Offset, node.Path);
            return;
        }

        var library = OperationRegistry.Current.FindLibrary(node.Operation);
        if (library is null && OperationRegistry.Current.FindTelling(node.Operation) is { } told)
        {
            _hazards.Add(
                ModelAspect.TensorFlowGraph, told, "tensorflow:telling", Subject(scope, node),
                $"{Called(scope, node)} has an operation that is not TensorFlow's and by its name reaches beyond the model: {ShortText.Of(node.Operation)}.", node.Offset, node.Path);
        }

        foreach (var text in CustomTexts(scope, node))
        {
            var target = FileTargets.Of(text);
            _hazards.Add(
                ModelAspect.TensorFlowGraph, Reading(target), "tensorflow:custom-target", Subject(scope, node),
                $"{Called(scope, node)} has an operation that is not TensorFlow's, {ShortText.Of(node.Operation)}, and gives it '{ShortText.Of(text)}'.", node.Offset, node.Path, ShortText.Of(text));
        }

        if (!_custom.Add(node.Operation)) return;
        if (library is not null)
            _hazards.Add(ModelAspect.Operators, HazardEffect.Note, "tensorflow:library", ShortText.Of(node.Operation), $"The operation {ShortText.Of(node.Operation)} comes with {library}.", node.Offset, node.Path);
        else
            _hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "tensorflow:custom-operation", ShortText.Of(node.Operation), $"The operation {ShortText.Of(node.Operation)} is not TensorFlow's; its code comes with another library.", node.Offset, node.Path);
    }

    /// <summary>What an operation of another library is given that may be a place outside: attributes, and inputs where no text of another meaning looks like one.</summary>
    private IEnumerable<string> CustomTexts(GraphScope scope, GraphNode node) =>
        node.Attributes.Where(a => !a.Name.StartsWith('_') && FileTargets.IsOutside(FileTargets.Of(a.Text)) && !a.Text.Contains('\uFFFD', StringComparison.Ordinal)).Select(a => a.Text)
            .Concat(node.Inputs.SelectMany(i => _texts.Resolve(scope, i)).Where(t => !t.IsAsset && (FileTargets.Of(t.Value) is FileTarget.Remote or FileTarget.Above || FileTargets.IsOfSystem(t.Value))).Select(t => t.Value));

    private static HazardEffect Reading(FileTarget target) => target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile;

    private static string Subject(GraphScope scope, GraphNode node) => ShortText.Of(scope.Name.Length == 0 ? node.Name : $"{scope.Name}/{node.Name}");

    private static string Called(GraphScope scope, GraphNode node) =>
        scope.Name.Length == 0 ? $"Node '{ShortText.Of(node.Name)}'" : $"Node '{ShortText.Of(node.Name)}' of the function '{ShortText.Of(scope.Name)}'";
}
