using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Keras;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Reads the file of Keras metadata that stands beside a SavedModel: for each object its identifier and its configuration as JSON.</summary>
internal static class KerasMetadataReader
{
    private static readonly ProtoSchema Schema = new(
        """
        SavedMetadata
          1 nodes SavedObject*
        SavedObject
          2 node_id int
          3 node_path text
          4 identifier text
          5 metadata text
          6 version blob
        """);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        var visitor = new Visitor();
        WireWalker.Walk(content, Schema["SavedMetadata"], visitor, member, facts);
        foreach (var (path, offset, length) in visitor.Configurations) ReadConfiguration(content.Slice(offset, length), ContentReader.Inside(member, path), depth + 1, facts);
    }

    /// <summary>The one place where the configuration of an object is handed on.</summary>
    internal static void ReadConfiguration(ByteSource json, string member, int depth, FactsBuilder facts) =>
        KerasConfigurationReader.Read(json, member, depth, facts, isKeras: true, isRevived: true);

    private sealed class Visitor : ProtoVisitor
    {
        private const int MostConfigurations = 100_000;

        private string _path = string.Empty;

        internal List<(string Path, long Offset, long Length)> Configurations { get; } = [];

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            if (field.Name == "node_path") _path = ShortText.Of(Encoding.UTF8.GetString(head));
            else if (field.Name == "metadata" && Configurations.Count < MostConfigurations) Configurations.Add((_path, Place.Offset, length));
        }
    }
}
