using System.Collections.ObjectModel;

namespace MlSecPol;

/// <summary>Findings that read as text where a list would show only the name of its type, in CSV above all.</summary>
/// <param name="findings">The findings, in the order of their result.</param>
public sealed class FindingList(IList<Finding> findings) : ReadOnlyCollection<Finding>(findings)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this);
}
