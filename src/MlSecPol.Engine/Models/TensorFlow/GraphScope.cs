namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>The nodes of one graph or function, whose names mean something only there.</summary>
internal sealed class GraphScope
{
    private const int LongestChain = 8;

    /// <summary>The name of the function; empty for a graph.</summary>
    internal string Name { get; set; } = string.Empty;

    /// <summary>Nodes that hold text.</summary>
    internal Dictionary<string, GraphNode> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes that hand on what they are given.</summary>
    internal Dictionary<string, string> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes whose operation has an effect, or is not known.</summary>
    internal List<GraphNode> Acting { get; } = [];

    /// <summary>The constant behind an input; null when it is computed or handed in.</summary>
    internal GraphNode? Resolve(string input)
    {
        var name = input;
        for (var i = 0; i < LongestChain; i++)
        {
            var end = name.IndexOf(':', StringComparison.Ordinal);
            if (end >= 0) name = name[..end];
            if (Constants.TryGetValue(name, out var constant)) return constant;
            if (!Aliases.TryGetValue(name, out var next)) return null;
            name = next;
        }

        return null;
    }
}
