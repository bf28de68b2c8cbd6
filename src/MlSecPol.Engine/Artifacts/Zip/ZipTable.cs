namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>
/// The members of a zip archive as its central directory and its local headers together tell them. Readers trust the one or the other,
/// so every disagreement is noted and none stops the reading. Only headers are read, never content.
/// </summary>
internal sealed class ZipTable
{
    internal ZipTable(IReadOnlyList<ZipMember> members, IReadOnlyList<ContainerOddity> oddities, IReadOnlyList<ByteRange> unowned, bool isComplete, bool hasDirectory)
    {
        Members = members;
        Oddities = oddities;
        Unowned = unowned;
        IsComplete = isComplete;
        HasDirectory = hasDirectory;
    }

    /// <summary>All members in the order in which they stand in the file.</summary>
    internal IReadOnlyList<ZipMember> Members { get; }

    /// <summary>Disagreements.</summary>
    internal IReadOnlyList<ContainerOddity> Oddities { get; }

    /// <summary>Ranges that belong to no member and no table.</summary>
    internal IReadOnlyList<ByteRange> Unowned { get; }

    /// <summary>False when the limit of members cut the table off.</summary>
    internal bool IsComplete { get; }

    /// <summary>False when the end of the archive, with its directory, is missing.</summary>
    internal bool HasDirectory { get; }

    /// <summary>Reads both tables.</summary>
    /// <exception cref="ArtifactException">The device failed.</exception>
    internal static ZipTable Read(ByteSource content, ArtifactLimits limits, CancellationToken token) => new ZipTableBuilder(content, limits, token).Build();
}
