using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Reads the fingerprint beside a SavedModel: hashes and a version, nothing that acts.</summary>
internal static class FingerprintReader
{
    private static readonly ProtoSchema Schema = new(
        """
        FingerprintDef
          1 saved_model_checksum numbers
          2 graph_def_program_hash numbers
          3 signature_def_hash numbers
          4 saved_object_graph_hash numbers
          5 checkpoint_hash numbers
          6 version blob
          7 uuid text
        """);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts) =>
        WireWalker.Walk(content, Schema["FingerprintDef"], new Visitor(), member, facts);

    private sealed class Visitor : ProtoVisitor;
}
