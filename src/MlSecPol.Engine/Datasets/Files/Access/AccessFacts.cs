namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Who may do what with a file, as far as the platform shows.</summary>
internal sealed record AccessFacts
{
    /// <summary>Mode of Unix, permissions and special bits; null on Windows.</summary>
    internal int? Mode { get; init; }

    /// <summary>Name of the owner; null where the system knows none.</summary>
    internal string? Owner { get; init; }

    /// <summary>Number or identifier of the owner; null where the platform does not tell.</summary>
    internal string? OwnerId { get; init; }

    /// <summary>Everybody beside the owner who may do something.</summary>
    internal IReadOnlyList<Trustee> Trustees { get; init; } = [];

    /// <summary>The folder around it into which others cannot step, so that rights on the file itself are of no use to them; null where all are open.</summary>
    internal string? ClosedFolder { get; init; }

    /// <summary>Whether others may replace the file because they may write to its folder.</summary>
    internal bool IsReplaceable { get; init; }

    /// <summary>Where the path leads when it is a link; null when it is none.</summary>
    internal string? LinkTarget { get; init; }

    /// <summary>Whether the link leaves the folder in which it stands.</summary>
    internal bool LinkLeadsAway { get; init; }

    /// <summary>Names that the file has; null where the platform does not tell.</summary>
    internal long? HardLinks { get; init; }

    /// <summary>Why the rights are not known; null where they are.</summary>
    internal string? Gap { get; init; }
}
