using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>A node of an ONNX graph, as far as it matters.</summary>
/// <param name="Place">Where it stands, as long as it is being walked.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record OnnxNode(IProtoPlace Place, long Offset)
{
    private string? _path;

    /// <summary>Where it stands in the structure; to be asked for while it is being walked.</summary>
    internal string Path => _path ??= Place.Path;

    internal string Name { get; set; } = string.Empty;

    internal string Operator { get; set; } = string.Empty;

    internal string Domain { get; set; } = string.Empty;

    /// <summary>Attributes that hold text.</summary>
    internal List<(string Name, string Text)> Attributes { get; } = [];

    /// <summary>Beginnings of single texts among the attributes, as they stand in the file.</summary>
    internal List<(string Name, byte[] Bytes)> Texts { get; } = [];
}
