using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.FlatBuffers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>Reads the form in which ONNX Runtime keeps a model for devices: the same graphs, nodes and tensors as tables of a FlatBuffer.</summary>
internal sealed class OrtReader
{
    private const int DeepestGraph = 64;
    private const int MostDimensions = 256;
    private const int MostTexts = 32;

    private readonly OnnxTensorJudge _tensors;
    private readonly OnnxOperatorJudge _operators;
    private readonly FactsBuilder _facts;
    private readonly string? _member;
    private readonly int _depth;

    private OrtReader(OnnxTensorJudge tensors, OnnxOperatorJudge operators, string? member, int depth, FactsBuilder facts)
    {
        _tensors = tensors;
        _operators = operators;
        _facts = facts;
        _member = member;
        _depth = depth;
    }

    internal static void Read(ByteSource content, string? member, int depth, HazardList hazards, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var file = new FlatBuffer(content, member, facts);
        if (file.Root()?.Table(1, "model") is not { } model) return;
        var operators = new OnnxOperatorJudge(hazards);
        var reader = new OrtReader(new OnnxTensorJudge(member, hazards, facts), operators, member, depth, facts);
        if (model.Vector(9, 4, "metadata_props") is { } properties)
        {
            for (uint i = 0; i < properties.Count; i++)
            {
                if (properties.Table(i) is { } entry) reader.Metadata(entry.Text(0, "key"), entry.Text(1, "value"));
            }
        }

        if (model.Table(7, "graph") is { } graph) reader.Graph(graph, 0);
        operators.Finish();
    }

    private void Metadata(string? key, string? value)
    {
        if (value is not null) MetadataJudge.Judge(ShortText.Of(key ?? string.Empty), System.Text.Encoding.UTF8.GetBytes(value), _member, _depth, _facts);
    }

    private void Graph(FlatTable graph, int depth)
    {
        if (depth > DeepestGraph)
        {
            _facts.AddGap(CoverageGapKind.LimitReached, _member, graph.At, $"Graphs stand deeper inside each other than {DeepestGraph}.");
            return;
        }

        Tensors(graph.Vector(0, 4, "initializers"));
        if (graph.Vector(7, 4, "sparse_initializers") is { } sparse)
        {
            for (uint i = 0; i < sparse.Count; i++)
            {
                if (sparse.Table(i) is not { } tensor) continue;
                if (tensor.Table(0, "values") is { } values) Tensor(values);
                if (tensor.Table(1, "indices") is { } indices) Tensor(indices);
            }
        }

        if (graph.Vector(2, 4, "nodes") is not { } nodes) return;
        for (uint i = 0; i < nodes.Count; i++)
        {
            _facts.Token.ThrowIfCancellationRequested();
            if (nodes.Table(i) is { } node) Node(node, depth);
        }
    }

    private void Node(FlatTable table, int depth)
    {
        var node = new OnnxNode(new Place(table.At, table.Name), table.At)
        {
            Name = table.Text(0, "name") ?? string.Empty,
            Domain = table.Text(2, "domain") ?? string.Empty,
            Operator = table.Text(5, "op_type") ?? string.Empty,
        };
        if (table.Vector(10, 4, "attributes") is { } attributes)
        {
            for (uint i = 0; i < attributes.Count; i++)
            {
                if (attributes.Table(i) is { } attribute) Attribute(attribute, node, depth);
            }
        }

        _operators.Take(node);
    }

    private void Attribute(FlatTable attribute, OnnxNode node, int depth)
    {
        if (attribute.Text(5, "s") is { Length: > 0 } text && node.Attributes.Count < MostTexts) node.Attributes.Add((attribute.Text(0, "name") ?? string.Empty, text));
        if (attribute.Table(6, "t") is { } tensor) Tensor(tensor);
        if (attribute.Table(7, "g") is { } graph) Graph(graph, depth + 1);
        Tensors(attribute.Vector(11, 4, "tensors"));
        if (attribute.Vector(12, 4, "graphs") is not { } graphs) return;
        for (uint i = 0; i < graphs.Count; i++)
        {
            if (graphs.Table(i) is { } inner) Graph(inner, depth + 1);
        }
    }

    private void Tensors(FlatVector? tensors)
    {
        for (uint i = 0; i < (tensors?.Count ?? 0); i++)
        {
            _facts.Token.ThrowIfCancellationRequested();
            if (tensors!.Table(i) is { } tensor) Tensor(tensor);
        }
    }

    private void Tensor(FlatTable table)
    {
        var tensor = new OnnxTensor(new Place(table.At, table.Name), table.At) { Name = table.Text(0, "name") ?? string.Empty, Type = table.Integer(3) };
        if (table.Vector(2, 8, "dims") is { } dimensions)
        {
            for (uint i = 0; i < Math.Min(dimensions.Count, MostDimensions); i++) tensor.Dimensions.Add(BinaryPrimitives.ReadInt64LittleEndian(dimensions.Buffer.Read(dimensions.At + (8L * i), 8)));
        }

        if (table.Vector(4, 1, "raw_data") is { } data) tensor.RawBytes = data.Count;
        _tensors.Take(tensor);
    }

    /// <summary>A place that stays what it is.</summary>
    private sealed record Place(long Offset, string Path) : IProtoPlace;
}
