using System.Collections.ObjectModel;

namespace MlSecPol;

/// <summary>Findings that read as text where a list would show only the name of its type, in CSV above all.</summary>
/// <param name="findings">The findings, in the order of their result.</param>
public sealed class FindingList(IList<Finding> findings) : ReadOnlyCollection<Finding>(findings), IEquatable<FindingList>
{
    /// <summary>Whether both hold the same findings in the same order, so that results that say the same are equal.</summary>
    public bool Equals(FindingList? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FindingList);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : HashCode.Combine(Count, this[0]);

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
