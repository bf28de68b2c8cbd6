using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using Xunit;
using static MlSecPol.Engine.Tests.Models.Graphs.TensorFlowSamples;

namespace MlSecPol.Engine.Tests.Models.Graphs;

public class GraphFormatTests
{
    [Fact]
    public void Weights_are_never_read()
    {
        const int size = 4 << 20;
        var tensors = Enumerable.Range(0, 8).Select(i => new Proto().Packed(1, size / 4).Number(2, 1).Text(8, "w" + i).Bytes(9, new byte[size])).ToArray();
        var facts = Samples.Read(OnnxSamples.Of(tensors), "m.onnx");
        Assert.Equal((8, 8L * size), (facts.TensorCount, facts.TensorBytes));
        Assert.Empty(facts.HeaderDefects);
        Assert.InRange(facts.BytesRead, 1, 150_000);
    }

    [Fact]
    public void The_graph_of_onnx_alone_is_no_graph_of_TensorFlow()
    {
        var attribute = new Proto().Text(1, "X-types").Text(9, "float").Number(20, 8);
        var node = new Proto().Text(1, "x").Text(1, "y").Text(2, "z").Text(3, "Add").Text(4, "Add").Message(5, attribute);
        Assert.NotEqual(ArtifactFormat.TensorFlowGraph, Samples.Read(new Proto().Message(1, node).Message(1, node).Build(), "ops.pb").Format);
        Assert.Equal(ArtifactFormat.TensorFlowGraph, Samples.Read(Graph(Node("n", "Relu", ["x"], ("T", new Proto().Number(6, 1)))).Build(), "g.pb").Format);
    }

    [Fact]
    public void Arbitrary_bytes_are_no_model()
    {
        var random = new Random(4);
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = new byte[16 + (i % 200)];
            random.NextBytes(bytes);
            // The beginnings that a message may have, so that the rest has to decide.
            bytes[0] = (byte)"\x08\x0A\x12\x1A\x22\x2A\x32\x3A"[i % 8];
            if (i % 3 == 0) bytes[1] = (byte)(i % 24);
            Assert.Equal(ArtifactFormat.Unknown, Known(FormatDetector.Sniff(bytes, bytes.Length)));
        }

        static ArtifactFormat Known(ArtifactFormat format) => format is ArtifactFormat.Onnx or >= ArtifactFormat.TensorFlowSavedModel and <= ArtifactFormat.TensorRt ? format : ArtifactFormat.Unknown;
    }

    [Fact]
    public void Operators_of_other_libraries_are_opaque_and_fail_only_when_asked_to()
    {
        var facts = Samples.Read(OnnxSamples.WithNode(OnnxSamples.Node("Foo", "acme"), OnnxSamples.Node("Foo", "acme"), OnnxSamples.Node("Bar", "acme")), "m.onnx");
        Assert.Equal(["onnx:custom-operator", "onnx:custom-operator"], facts.Hazards.Select(h => h.Rule));
        var strict = SettingsSnapshot.Default.With(new ModelSettings { Strict = true });
        Assert.Equal((CheckStatus.Pass, CheckStatus.Fail), (new CustomOperators().Evaluate(facts, SettingsSnapshot.Default).Status, new CustomOperators().Evaluate(facts, strict).Status));
    }

    [Theory]
    [MemberData(nameof(Opaque))]
    public void What_the_file_alone_cannot_explain_is_told(string name, byte[] content, string rule) =>
        Assert.Equal(rule, Assert.Single(Samples.Read(content, name).Hazards, h => h.Effect == HazardEffect.Opaque).Rule);

    public static TheoryData<string, byte[], string> Opaque => new()
    {
        { "m.tflite", LiteSamples.WithCodes(LiteSamples.Custom("Acme")), "tflite:custom-operator" },
        { "m.tflite", LiteSamples.WithCodes(new FlatTableBuilder().Number(0, 32, 1).Text(1, "Acme")), "tflite:custom-operator" },
        { "m.tflite", LiteSamples.WithCodes(new FlatTableBuilder().Number(0, 3, 1).Text(1, "Acme").Number(3, 32, 4)), "tflite:custom-operator" },
        { "m.pte", LiteSamples.Program(LiteSamples.Plan("acme::run")), "executorch:custom-operator" },
        { "m.pte", LiteSamples.Program(LiteSamples.Plan("aten::add", "AcmeBackend")), "executorch:delegate" },
        { "saved_model.pb", SavedModel(Weights("w"), Node("n", "AcmeOp")), "tensorflow:custom-operation" },
        { "frozen.pb", Graph(Node("n", "TRTEngineOp", ["x"], ("serialized_segment", TensorFlowSamples.Text("engine")))).Build(), "tensorflow:engine" },
        { "m.onnx", OnnxSamples.WithNode(OnnxSamples.Node("EPContext", "com.microsoft", attributes: [OnnxSamples.Attribute("ep_cache_context", "ctx.bin")])), "onnx:compiled-context" },
        { "m.onnx", OnnxSamples.Of(OnnxSamples.At("a/../w.bin")), "onnx:external-detour" },
    };

    [Fact]
    public void Fields_that_the_format_does_not_know_are_counted()
    {
        var facts = Samples.Read(OnnxSamples.Model(OnnxSamples.Graph([OnnxSamples.Node("Relu")])).Text(99, "x").Number(98, 1).Raw(0xFB, 0x05, 0x08, 0x01, 0xFC, 0x05).Build(), "m.onnx");
        Assert.Empty(facts.Gaps);
        Assert.StartsWith("3 fields", Assert.Single(facts.Hazards, h => h.Rule == "protobuf:unknown-fields").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var graph = OnnxSamples.Graph([OnnxSamples.Node("Relu")]);
        for (var i = 0; i < 60; i++) graph = OnnxSamples.Graph([OnnxSamples.Node("If", attributes: new Proto().Text(1, "b").Message(6, graph))]);
        Assert.Contains(Samples.Read(OnnxSamples.Model(graph).Build(), "m.onnx").Gaps, g => g.Kind == CoverageGapKind.LimitReached);
        var text = "node { op: \"x\" " + string.Concat(Enumerable.Repeat("attr { value { func { attr { ", 60)) + string.Concat(Enumerable.Repeat("} } } }", 60)) + "}";
        Assert.Contains(Samples.Read(Encoding.ASCII.GetBytes(text), "g.pbtxt").Gaps, g => g.IsError);
    }

    [Fact]
    public void Tables_that_lead_to_each_other_over_and_over_end_in_a_limit()
    {
        // Many subgraphs that all are the same one with many operators.
        var graph = LiteSamples.Graph([.. Enumerable.Range(0, 200).Select(_ => LiteSamples.Operator(0))]);
        var file = LiteSamples.Model(graph, LiteSamples.BuiltIn(0)).Build("TFL3");
        var copies = new FlatTableBuilder().Tables(1, LiteSamples.BuiltIn(0)).Tables(2, [.. Enumerable.Repeat(graph, 3)]).Build("TFL3");
        Assert.Empty(Samples.Read(file, "m.tflite").Gaps);
        Assert.Contains(Samples.Read(Share(copies), "m.tflite").Gaps, g => g.Kind == CoverageGapKind.LimitReached);
    }

    [Fact]
    public void Engines_are_recognised_and_not_assessed()
    {
        var engine = Samples.Read([.. "ftrt"u8, .. new byte[64]], "m.engine");
        Assert.Contains("A TensorRT engine is compiled", Assert.Single(engine.Gaps).Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.NotAssessed, new CustomOperators().Evaluate(engine, SettingsSnapshot.Default).Status);
    }

    [Fact]
    public void The_form_of_the_runtime_for_devices_is_read_like_the_model()
    {
        var node = new FlatTableBuilder().Text(0, "n").Text(2, "acme").Text(5, "ShellExec").Tables(10, new FlatTableBuilder().Text(0, "code").Text(5, "/etc/passwd"));
        var weights = new FlatTableBuilder().Text(0, "w").Bytes(2, [4, 0, 0, 0, 0, 0, 0, 0]).Number(3, 1, 4).Bytes(4, new byte[12]);
        var inner = new FlatTableBuilder().Tables(2, new FlatTableBuilder().Text(0, "p").Text(2, "com.microsoft").Text(5, "PyOp"));
        var branch = new FlatTableBuilder().Text(0, "b").Text(5, "If").Tables(10, new FlatTableBuilder().Text(0, "then_branch").Table(7, inner));
        var graph = new FlatTableBuilder().Tables(0, weights).Tables(2, node, branch);
        var note = new FlatTableBuilder().Text(0, "k").Text(1, "__import__('os').system('id')");
        var facts = Samples.Read(new FlatTableBuilder().Text(0, "1.17.0").Table(1, new FlatTableBuilder().Table(7, graph).Tables(9, note)).Build("ORTM"), "m.ort");
        Assert.Empty(facts.Gaps);
        Assert.Equal(["onnx:custom-operator", "onnx:custom-target", "onnx:python-operator", "onnx:telling-operator", "python:acts"], facts.Hazards.Select(h => h.Rule).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(1, facts.TensorCount);
    }

    [Fact]
    public void An_index_explains_its_data_files()
    {
        var facts = Samples.Read(CheckpointSamples.Index(CheckpointSamples.Entry(1, 0, 16), CheckpointSamples.Entry(1, 16, 16)), "variables.index");
        Assert.Equal([("variables.data-00000-of-00001", 0L, 16L), ("variables.data-00000-of-00001", 16L, 16L)], facts.External.Select(r => (r.File, r.Offset, r.Length ?? -1)));
    }

    [Fact]
    public void Keras_metadata_are_recognised_and_not_passed_over()
    {
        var facts = Samples.Read(new Proto().Message(1, new Proto().Text(3, "root").Text(4, "_tf_keras_sequential").Text(5, "{}").Message(6, new Proto().Number(1, 2))).Build(), "keras_metadata.pb");
        Assert.Equal(ArtifactFormat.KerasMetadata, facts.Format);
    }

    [Theory]
    [InlineData(0, 16, 1, null)]
    [InlineData(8, 16, 1, HeaderDefectKind.Overlap)]
    [InlineData(-8, 16, 1, HeaderDefectKind.Overflow)]
    [InlineData(16, 12, 1, HeaderDefectKind.SizeMismatch)]
    [InlineData(16, 16, 2, HeaderDefectKind.SizeMismatch)]
    public void The_index_of_a_checkpoint_is_compared_with_itself(long offset, long size, int type, HeaderDefectKind? expected)
    {
        if (expected is null) offset = 16;
        var facts = Samples.Read(CheckpointSamples.Index(CheckpointSamples.Entry(1, 0, 16), CheckpointSamples.Entry(type, offset, size)), "variables.index");
        Assert.Equal(ArtifactFormat.TensorFlowCheckpoint, facts.Format);
        Assert.Empty(facts.Gaps);
        Assert.Equal(expected, facts.HeaderDefects.Count == 0 ? null : facts.HeaderDefects[0].Kind);
        Assert.Contains(Samples.Read(CheckpointSamples.Index(CheckpointSamples.Entry(1, 0, 16), CheckpointSamples.Entry(1, 16, 16), restarts: 900), "variables.index").Gaps, g => g.IsError);
    }

    [Fact]
    public void Snappy_blocks_expand_and_broken_ones_do_not()
    {
        Assert.Equal("abcabcabcX", Encoding.ASCII.GetString(MlSecPol.Engine.Models.TensorFlow.SnappyBlock.Expand([10, 2 << 2, .. "abc"u8, (2 << 2) | 1, 3, 0, (byte)'X'], 100)!));
        Assert.Null(MlSecPol.Engine.Models.TensorFlow.SnappyBlock.Expand([10, 2 << 2, .. "abc"u8, (2 << 2) | 1, 9, 0, (byte)'X'], 100));
        Assert.Null(MlSecPol.Engine.Models.TensorFlow.SnappyBlock.Expand([0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], 100));
        Assert.Null(MlSecPol.Engine.Models.TensorFlow.SnappyBlock.Expand([3, 2 << 2, .. "ab"u8], 100));
    }

    private static byte[] Share(byte[] copies)
    {
        // All three entries of the vector of subgraphs are led to the first, and the vector is made longer than three by what follows it.
        var root = BinaryPrimitives.ReadInt32LittleEndian(copies);
        var field = root + 4 + 4;
        var vector = field + BinaryPrimitives.ReadInt32LittleEndian(copies.AsSpan(field));
        var first = vector + 4 + BinaryPrimitives.ReadInt32LittleEndian(copies.AsSpan(vector + 4));
        const int entries = 500;
        var at = copies.Length;
        var longer = new byte[copies.Length + 4 + (4 * entries)];
        copies.CopyTo(longer, 0);
        BinaryPrimitives.WriteInt32LittleEndian(longer.AsSpan(at), entries);

        // Offsets lead forward only, so that the graph itself is copied behind the vector.
        var graphs = longer.Length;
        var moved = new byte[longer.Length + (copies.Length - first) + 64];
        longer.CopyTo(moved, 0);
        var table = first - BinaryPrimitives.ReadInt32LittleEndian(copies.AsSpan(first));
        copies.AsSpan(table).CopyTo(moved.AsSpan(graphs));
        for (var i = 0; i < entries; i++) BinaryPrimitives.WriteInt32LittleEndian(moved.AsSpan(at + 4 + (4 * i)), graphs + (first - table) - (at + 4 + (4 * i)));
        BinaryPrimitives.WriteInt32LittleEndian(moved.AsSpan(field), at - field);
        return moved;
    }
}
