namespace MlSecPol.Engine.Models.Advisories;

/// <summary>A range of affected versions; an empty text leaves its end open.</summary>
public sealed record VersionRange
{
    /// <summary>The first affected version.</summary>
    public string Introduced { get; init; } = string.Empty;

    /// <summary>The first version that is no longer affected.</summary>
    public string Fixed { get; init; } = string.Empty;

    /// <summary>The last version known to be affected, where no repaired one is known.</summary>
    public string LastAffected { get; init; } = string.Empty;
}
