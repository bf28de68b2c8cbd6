namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>A text that an input of a node can stand for.</summary>
/// <param name="Value">The text; what is not known of it is an ellipsis.</param>
/// <param name="IsAsset">Whether the loader replaces it by the place of a file of the model.</param>
/// <param name="Constant">The node that holds it, where it comes from there unchanged.</param>
internal sealed record GraphText(string Value, bool IsAsset, GraphNode? Constant);
