namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>A node of a graph, as far as it matters.</summary>
/// <param name="Offset">Where it begins.</param>
internal sealed record GraphNode(long Offset)
{
    /// <summary>Where it stands in the structure; known of nodes that are kept.</summary>
    internal string Path { get; set; } = string.Empty;

    internal string Name { get; set; } = string.Empty;

    internal string Operation { get; set; } = string.Empty;

    /// <summary>The outputs that it takes, as the graph names them.</summary>
    internal List<string> Inputs { get; } = [];

    /// <summary>Attributes that hold text.</summary>
    internal List<(string Name, string Text)> Attributes { get; } = [];

    /// <summary>Functions that it is handed to call.</summary>
    internal List<string> Functions { get; } = [];

    /// <summary>Where the first text of a constant stands; empty where there is none.</summary>
    internal (long Offset, long Length) Literal { get; set; }
}
