using System.Buffers;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Mxnet;

/// <summary>Reads the graph of an MXNet model: operators whose code is elsewhere, and every index of nodes, inputs and outputs.</summary>
internal static class MxnetSymbolReader
{
    private const int LongestText = 120;
    private const int DeepestGraph = 32;

    private static readonly string[] LibraryKeys = ["lib", "library", "lib_path", "library_path", "path", "so"];
    private static readonly TargetJudge Targets = new();

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        facts.Examine(ModelAspect.Operators);
        if (content.Length > facts.Limits.HeaderBytes)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The graph has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        // It may be a configuration as well, whatever its first keys say.
        FormatReaders.Read(ArtifactFormat.Json, content, member, name, depth, facts);
        var buffer = ArrayPool<byte>.Shared.Rent((int)content.Length);
        var hazards = new HazardList(member, facts);
        try
        {
            var text = buffer.AsMemory(0, content.Read(0, buffer.AsSpan(0, (int)content.Length)));
            if (text.Span.StartsWith("\xEF\xBB\xBF"u8)) text = text[3..];
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = facts.Limits.HeaderDepth });
            Graph(document.RootElement, "graph", 0, member, hazards, facts);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, 0, $"The graph is no JSON that can be read: {e.Message}");
        }
        finally
        {
            hazards.Close();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Graph(JsonElement graph, string path, int depth, string? member, HazardList hazards, FactsBuilder facts)
    {
        if (graph.ValueKind != JsonValueKind.Object || !graph.TryGetProperty("nodes", out var nodes) || nodes.ValueKind != JsonValueKind.Array)
        {
            facts.AddDefect(HeaderDefectKind.Malformed, member, null, path, $"The {path} has no list of nodes.");
            return;
        }

        if (depth > DeepestGraph)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"Graphs stand deeper inside each other than {DeepestGraph}.");
            return;
        }

        var count = nodes.GetArrayLength();
        var index = 0;
        foreach (var node in nodes.EnumerateArray())
        {
            facts.Token.ThrowIfCancellationRequested();
            var place = $"{path}.nodes[{index}]";
            if (node.ValueKind == JsonValueKind.Object) Node(node, index, count, place, depth, member, hazards, facts);
            else facts.AddDefect(HeaderDefectKind.Malformed, member, null, place, $"{place} is no node.");
            index++;
        }

        foreach (var list in (string[])["arg_nodes", "heads"])
        {
            if (graph.TryGetProperty(list, out var entries) && entries.ValueKind == JsonValueKind.Array) Indices(entries, count, $"{path}.{list}", member, facts);
        }

        if (graph.TryGetProperty("node_row_ptr", out var rows) && rows.ValueKind == JsonValueKind.Array && rows.GetArrayLength() is var length && length != 0 && length != count + 1)
            facts.AddDefect(HeaderDefectKind.SizeMismatch, member, null, $"{path}.node_row_ptr", $"'node_row_ptr' has {length} entries for {count} nodes.");
    }

    private static void Node(JsonElement node, int index, int count, string place, int depth, string? member, HazardList hazards, FactsBuilder facts)
    {
        // Inputs come before the nodes that use them.
        if (node.TryGetProperty("inputs", out var inputs) && inputs.ValueKind == JsonValueKind.Array) Indices(inputs, Math.Min(index, count), place + ".inputs", member, facts);
        if (node.TryGetProperty("subgraphs", out var graphs) && graphs.ValueKind == JsonValueKind.Array)
        {
            var number = 0;
            foreach (var graph in graphs.EnumerateArray()) Graph(graph, $"{place}.subgraphs[{number++}]", depth + 1, member, hazards, facts);
        }

        var type = node.TryGetProperty("op", out var op) && op.ValueKind == JsonValueKind.String ? op.GetString()! : string.Empty;
        foreach (var key in LibraryKeys)
        {
            if (Attribute(node, key) is { } library && (library.Contains(".so", StringComparison.Ordinal) || library.Contains(".dll", StringComparison.Ordinal) || library.Contains(".dylib", StringComparison.Ordinal)))
                hazards.Add(ModelAspect.Operators, HazardEffect.ExecuteLater, "mxnet:library", library, $"The operator {type} names the library '{library}', whose code runs when it is loaded.", location: place);
        }

        switch (type)
        {
            case "Custom":
                var custom = Attribute(node, "op_type") ?? "unnamed";
                var isReached = Targets.Judge(custom, isCertain: true) is { Effect: not HazardEffect.Opaque };
                hazards.Add(ModelAspect.Operators, isReached ? HazardEffect.ExecuteLater : HazardEffect.Opaque, "mxnet:custom", custom, $"The operator '{custom}' is registered by Python code that the file does not hold.", location: place);
                break;
            case "_Native" or "_NDArray":
                hazards.Add(
                    ModelAspect.Operators, HazardEffect.Execute, "mxnet:pointer", type, $"The operator {type} calls back through an address that the file gives ('{Attribute(node, "info") ?? "none"}').", location: place);
                break;
            case "_TensorRT" or "_FusedOp":
                hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "mxnet:compiled", type, $"The operator {type} carries a compiled part that is not read.", location: place);
                break;
        }
    }

    private static string? Attribute(JsonElement node, string name)
    {
        foreach (var owner in (string[])["attrs", "attr", "param"])
        {
            if (node.TryGetProperty(owner, out var attributes) && attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var value))
            {
                var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                return ShortText.Of(text, LongestText);
            }
        }

        return null;
    }

    private static void Indices(JsonElement entries, int limit, string place, string? member, FactsBuilder facts)
    {
        foreach (var entry in entries.EnumerateArray())
        {
            var number = entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() > 0 ? entry[0] : entry;
            if (number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var index) && index >= 0 && index < limit) continue;
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, null, place, $"'{place}' names a node that is not among the {limit} it may name.");
            return;
        }
    }
}
