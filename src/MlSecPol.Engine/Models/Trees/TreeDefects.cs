using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Wrong claims of tree models; the first hundred say it all.</summary>
internal sealed class TreeDefects(string? member, FactsBuilder facts)
{
    private const int MostDefects = 100;

    private int _count;

    internal void Add(HeaderDefectKind kind, long? offset, string subject, string detail)
    {
        if (_count++ < MostDefects) facts.AddDefect(kind, member, offset, subject, detail);
    }

    /// <summary>A count that the content cannot bear out ends the reading.</summary>
    internal ArtifactException Broken(long? offset, string subject, string detail)
    {
        Add(HeaderDefectKind.OutOfBounds, offset, subject, detail);
        return new ArtifactException(ArtifactErrorKind.Malformed, detail, "Obtain the file again and compare its hash.");
    }

    /// <summary>
    /// Follows the nodes of a binary tree from its root: every child has to be a node, no node may be reached twice. A loader in native code follows the same numbers without looking.
    /// </summary>
    /// <param name="left">Left children; -1 for none.</param>
    /// <param name="right">Right children.</param>
    /// <param name="tree">The tree's name in messages.</param>
    internal void Follow(IReadOnlyList<int> left, IReadOnlyList<int> right, string tree)
    {
        var count = Math.Min(left.Count, right.Count);
        if (count == 0) return;
        var seen = new bool[count];
        var open = new Stack<int>();
        open.Push(0);
        seen[0] = true;
        while (open.TryPop(out var node))
        {
            if (left[node] == -1 && right[node] == -1) continue;
            for (var side = 0; side < 2; side++)
            {
                var child = side == 0 ? left[node] : right[node];
                if (child < 0 || child >= count)
                {
                    Add(HeaderDefectKind.OutOfBounds, null, tree, $"Node {node} of {tree} has the child {child}; the tree has {count} nodes.");
                    return;
                }

                if (seen[child])
                {
                    Add(HeaderDefectKind.Malformed, null, tree, $"Node {child} of {tree} is reached twice, so that following the tree need not end.");
                    return;
                }

                seen[child] = true;
                open.Push(child);
            }
        }
    }
}
