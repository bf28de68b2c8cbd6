using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Reads the text beside checkpoints that says which of them a loader takes. Where they stood on the machine of the training is no matter; leaving the folder for elsewhere is.</summary>
internal static class CheckpointStateReader
{
    private static readonly ProtoSchema Schema = new(
        """
        CheckpointState
          1 model_checkpoint_path text
          2 all_model_checkpoint_paths text*
          3 all_model_checkpoint_timestamps numbers*
          4 last_preserved_timestamp numbers
        """);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.TensorFlowGraph);
        var hazards = new HazardList(member, facts);
        ProtoReader.Walk(content, Schema["CheckpointState"], new Visitor(hazards), member, facts);
        hazards.Close();
    }

    private sealed class Visitor(HazardList hazards) : ProtoVisitor
    {
        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            var path = Encoding.UTF8.GetString(head);
            var target = FileTargets.Of(path);
            if (target != FileTarget.Above && !FileTargets.IsOfSystem(path) && !FileTargets.IsOfWeb(path)) return;
            hazards.Add(
                ModelAspect.TensorFlowGraph, target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "tensorflow:checkpoint-outside", field.Name,
                $"The loader takes the checkpoint from '{ShortText.Of(path)}', which is not in the folder.", Place.Offset, Place.Path, ShortText.Of(path));
        }
    }
}
