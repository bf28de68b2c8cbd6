using static MlSecPol.Engine.Artifacts.ProtobufExpectation;

namespace MlSecPol.Engine.Artifacts;

/// <summary>The beginnings of the protobuf messages that are models, stricter ones first.</summary>
internal static class ProtobufShapes
{
    private static readonly ProtobufShape Definition = new ProtobufShape { IsLoose = true }.With(1, Identifier, isEvidence: true).Any(2, 3, 4, 5, 6, 8);

    // The entry of a map; the attribute of a node of ONNX has its name at the same place, and more fields.
    private static readonly ProtobufShape GraphAttribute = new ProtobufShape().With(1, Text).With(2, Bytes);

    private static readonly ProtobufShape GraphNode = new ProtobufShape { IsLoose = true }.With(1, Text).With(2, Identifier, isEvidence: true).With(3, Text).With(4, Text).With(5, GraphAttribute).With(6, Bytes).With(7, Bytes);

    private static readonly ProtobufShape Function = new ProtobufShape().With(1, Definition, isEvidence: true).Any(2).With(3, GraphNode).Any(4, 5, 6, 7, 8);

    private static readonly ProtobufShape VersionNumbers = new ProtobufShape().With(1, Number, isEvidence: true).With(2, Number).Any(3);

    private static readonly ProtobufShape Graph = new ProtobufShape()
        .With(1, GraphNode, isEvidence: true)
        .With(2, new ProtobufShape().With(1, Function, isEvidence: true).Any(2, 3), isEvidence: true)
        .With(3, Number).With(4, VersionNumbers).With(5, Bytes);

    private static readonly ProtobufShape MetaInfo = new ProtobufShape()
        .With(1, Text).With(2, new ProtobufShape().With(1, Definition, isEvidence: true), isEvidence: true)
        .With(3, Bytes).With(4, Text).With(5, ProtobufExpectation.Version, isEvidence: true).With(6, Text).With(7, Number).With(8, Bytes);

    private static readonly ProtobufShape MetaGraph = new ProtobufShape { IsLoose = true }
        .With(1, MetaInfo, isEvidence: true).With(2, Graph, isEvidence: true).With(3, Bytes).With(4, Bytes).With(5, Bytes).With(6, Bytes).With(7, Bytes);

    private static readonly ProtobufShape OnnxNode = new ProtobufShape { IsLoose = true }
        .With(1, Text).With(2, Text).With(3, Text).With(4, Identifier, isEvidence: true).With(5, Bytes).With(6, Bytes).With(7, Text).With(8, Text).With(9, Bytes).With(10, Bytes);

    private static readonly ProtobufShape OnnxTensor = new ProtobufShape { IsLoose = true }.Any(1).With(2, Number, isEvidence: true).With(8, Text, isEvidence: true).Any(3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14);

    private static readonly ProtobufShape OnnxValue = new ProtobufShape().With(1, Text, isEvidence: true).With(2, Bytes).With(3, Bytes).With(4, Bytes);

    private static readonly ProtobufShape OnnxGraph = new ProtobufShape { IsLoose = true }
        .With(1, OnnxNode, isEvidence: true).With(2, Text).With(5, OnnxTensor, isEvidence: true).With(10, Bytes)
        .With(11, OnnxValue, isEvidence: true).With(12, OnnxValue, isEvidence: true).With(13, OnnxValue, isEvidence: true).With(14, Bytes).With(15, Bytes).With(16, Bytes);

    private static readonly ProtobufShape Onnx = new ProtobufShape { IsLoose = true }
        .With(1, Number).With(2, Text).With(3, Text).With(4, Text).With(5, Number).With(6, Bytes).With(7, OnnxGraph, isEvidence: true)
        .With(8, new ProtobufShape().With(1, Text).With(2, Number)).With(14, new ProtobufShape().With(1, Text).With(2, Bytes)).With(20, Bytes).With(25, Bytes).With(26, Bytes);

    private static readonly ProtobufShape PaddleBlock = new ProtobufShape()
        .With(1, Number).With(2, Number)
        .With(3, new ProtobufShape { IsLoose = true }.With(1, Text, isEvidence: true).With(2, Bytes).With(3, Number), isEvidence: true)
        .With(4, new ProtobufShape().With(1, Bytes).With(2, Bytes).With(3, Identifier, isEvidence: true).With(4, Bytes).With(5, Number), isEvidence: true)
        .With(5, Number);

    private static readonly ProtobufShape Feature = new ProtobufShape().With(1, Text, isEvidence: true).With(2, Text).With(3, Bytes);

    private static readonly ProtobufShape CoreMl = CoreMlModel();

    private static readonly ProtobufShape Caffe = new ProtobufShape { IsLoose = true }
        .With(1, Text).With(2, new ProtobufShape { IsLoose = true }.With(2, Text).With(3, Text).With(4, Identifier, isEvidence: true).Any(1, 5, 6), isEvidence: true)
        .With(3, Text).Any(4).With(5, Number).With(6, Bytes).With(7, Number).With(8, Bytes)
        .With(100, new ProtobufShape { IsLoose = true }.With(1, Text).With(2, Identifier, isEvidence: true).With(3, Text).With(4, Text), isEvidence: true);

    private static readonly ProtobufShape Keras = new ProtobufShape()
        .With(1, new ProtobufShape().With(2, Number).With(3, Text).With(4, KerasIdentifier, isEvidence: true).With(5, Bytes).With(6, Bytes), isEvidence: true);

    private static readonly ProtobufShape Fingerprint = new ProtobufShape()
        .With(1, Number).With(2, Number).With(3, Number).With(4, Number).With(5, Number, isEvidence: true).With(6, VersionNumbers).With(7, Text);

    /// <summary>The formats, stricter ones first, with the longest content that may be of them.</summary>
    internal static IReadOnlyList<(ArtifactFormat Format, ProtobufShape Shape, long Longest)> All { get; } =
    [
        (ArtifactFormat.TensorFlowSavedModel, new ProtobufShape().With(1, Number).With(2, MetaGraph, isEvidence: true), long.MaxValue),
        (ArtifactFormat.KerasMetadata, Keras, long.MaxValue),
        (ArtifactFormat.TensorFlowMetaGraph, MetaGraph, long.MaxValue),
        (ArtifactFormat.Onnx, Onnx, long.MaxValue),
        (ArtifactFormat.Paddle, new ProtobufShape().With(1, PaddleBlock, isEvidence: true).With(4, Bytes).With(5, Bytes), long.MaxValue),
        (ArtifactFormat.TensorFlowGraph, Graph, long.MaxValue),
        (ArtifactFormat.CoreMl, CoreMl, long.MaxValue),
        (ArtifactFormat.Caffe, Caffe, long.MaxValue),
        (ArtifactFormat.TensorFlowFingerprint, Fingerprint, 256),
    ];

    private static ProtobufShape CoreMlModel()
    {
        // The description of the inputs, and a model of one kind.
        var shape = new ProtobufShape { EvidenceNeeded = 2 }.With(1, Number).With(
            2,
            new ProtobufShape { IsLoose = true }.With(1, Feature, isEvidence: true).With(10, Feature).With(11, Text).With(12, Text).With(100, Bytes), isEvidence: true).With(10, Number);
        int[] kinds =
        [
            200, 201, 202, 300, 301, 302, 303, 304, 400, 401, 402, 403, 404, 500, 501, 502, 555, 556, 560, 600, 601, 602, 603, 604, 606, 607, 609, 610, 900,
            2000, 2001, 2002, 2003, 2004, 2005, 2006, 3000,
        ];
        foreach (var kind in kinds) shape.With(kind, Bytes, isEvidence: true);
        return shape;
    }
}
