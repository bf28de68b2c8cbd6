using System.Collections.ObjectModel;

namespace MlSecPol;

/// <summary>
/// A list that compares by what it holds, so that results that say the same are equal, and that reads as text where a list would show only the name of its type, in CSV above all.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
/// <param name="items">The items, in their order.</param>
public sealed class ItemList<T>(IList<T> items) : ReadOnlyCollection<T>(items), IEquatable<ItemList<T>>
{
    private static readonly ItemList<T> Nothing = new([]);

    /// <summary>Whether both hold equal items in the same order.</summary>
    public bool Equals(ItemList<T>? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ItemList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, this[0]);

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);

    /// <summary>The list itself when it is one of these, and a copy of it as one otherwise.</summary>
    internal static ItemList<T> Of(IReadOnlyList<T> items) => items as ItemList<T> ?? (items.Count == 0 ? Nothing : new ItemList<T>([.. items]));
}
