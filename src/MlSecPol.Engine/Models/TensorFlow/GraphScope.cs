namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>The nodes of one graph or function, whose names mean something only there.</summary>
internal sealed class GraphScope
{
    /// <summary>The name of the function; empty for a graph.</summary>
    internal string Name { get; set; } = string.Empty;

    /// <summary>What the function is handed, by name; empty for a graph.</summary>
    internal List<string> Arguments { get; } = [];

    /// <summary>Nodes that hold text or hand it on.</summary>
    internal Dictionary<string, GraphNode> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes that call functions of the model and do nothing else.</summary>
    internal List<GraphNode> Calls { get; } = [];

    /// <summary>Nodes whose operation has an effect, or is not known.</summary>
    internal List<GraphNode> Acting { get; } = [];
}
