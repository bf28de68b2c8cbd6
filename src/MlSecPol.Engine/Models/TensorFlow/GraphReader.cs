using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Reads TensorFlow's graphs, binary or text: SavedModels, MetaGraphs and frozen graphs, with their functions and attributes.</summary>
internal static class GraphReader
{
    internal static void ReadSavedModel(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, "SavedModel", member, depth, facts);

    internal static void ReadMetaGraph(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, "MetaGraphDef", member, depth, facts);

    internal static void ReadGraph(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, "GraphDef", member, depth, facts);

    private static void Read(ByteSource content, string root, string? member, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.TensorFlowGraph);
        facts.Examine(ModelAspect.Operators);
        var graph = new GraphVisitor();
        ProtoReader.Walk(content, GraphSchema.Schema[root], graph, member, facts);
        if (graph.IsOverfull) facts.AddGap(CoverageGapKind.LimitReached, member, 0, "The graph has more acting nodes and texts than are kept.");
        var judge = new GraphJudge(graph, member, facts);
        judge.Judge();
        // Places in the text form are places of escaped text, and nobody writes these there.
        if (ProtoReader.IsText(content)) return;
        foreach (var (path, offset, length) in graph.Configurations) KerasMetadataReader.ReadConfiguration(content.Slice(offset, length), ContentReader.Inside(member, path), depth + 1, facts);
        foreach (var payload in graph.Payloads.Where(p => p.Length <= MetadataJudge.LongestText))
        {
            var bytes = new byte[payload.Length];
            MetadataJudge.Judge(payload.Collection, bytes.AsSpan(0, content.Read(payload.Offset, bytes)), ContentReader.Inside(member, payload.Path), depth, facts);
        }

        foreach (var (node, offset, length) in judge.Nested)
        {
            var inside = ContentReader.Inside(member, $"graph of {ShortText.Of(node.Name)}");
            ContentReader.Read(content.Slice(offset, length), inside, inside, depth + 1, facts);
        }
    }
}
