using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>Reads ONNX models, binary or text. Weights are never read.</summary>
internal static class OnnxReader
{
    private static ReadOnlySpan<byte> OptimizedIdentifier => "ORTM"u8;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        Span<byte> head = stackalloc byte[8];
        facts.Examine(ModelAspect.OnnxExternalData);
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        if (content.Read(0, head) == head.Length && head[4..].SequenceEqual(OptimizedIdentifier))
        {
            OrtReader.Read(content, member, depth, hazards, facts);
            hazards.Close();
            return;
        }

        var operators = new OnnxOperatorJudge(hazards);
        ProtoReader.Walk(content, OnnxSchema.Model, new OnnxVisitor(new OnnxTensorJudge(member, hazards, facts), operators, facts, member, depth), member, facts);
        operators.Finish();
        hazards.Close();
    }
}
