namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The kinds of identifiers that some words announce.</summary>
/// <param name="strong">Kinds that nothing else is meant by.</param>
/// <param name="weak">Kinds that a word with other meanings hints at.</param>
internal sealed class Announcement(IReadOnlyList<IdentifierKind> strong, IReadOnlyList<IdentifierKind> weak)
{
    private readonly bool[] _has = Mark(strong, weak);

    /// <summary>Nothing announced.</summary>
    internal static Announcement None { get; } = new([], []);

    /// <summary>Kinds that are meant, the nearest first.</summary>
    internal IReadOnlyList<IdentifierKind> Strong => strong;

    /// <summary>Whether nothing is announced.</summary>
    internal bool IsEmpty => strong.Count + weak.Count == 0;

    /// <summary>Whether the words announce a kind, or hint at it.</summary>
    internal bool Has(IdentifierKind kind) => _has.Length > 0 && _has[kind.Index];

    private static bool[] Mark(IReadOnlyList<IdentifierKind> strong, IReadOnlyList<IdentifierKind> weak)
    {
        if (strong.Count + weak.Count == 0) return [];
        var has = new bool[IdentifierKinds.All.Count];
        foreach (var kind in strong.Concat(weak)) has[kind.Index] = true;
        return has;
    }
}
