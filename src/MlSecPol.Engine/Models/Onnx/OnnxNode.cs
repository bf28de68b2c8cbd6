namespace MlSecPol.Engine.Models.Onnx;

/// <summary>A node of an ONNX graph, as far as it matters.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record OnnxNode(string Path, long Offset)
{
    internal string Name { get; set; } = string.Empty;

    internal string Operator { get; set; } = string.Empty;

    internal string Domain { get; set; } = string.Empty;

    /// <summary>Attributes that hold text.</summary>
    internal List<(string Name, string Text)> Attributes { get; } = [];
}
