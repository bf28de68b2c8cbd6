using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Published weaknesses of frameworks and scanners, and which findings make use of them. They explain findings and never decide about them.</summary>
public sealed record AdvisoryDocument
{
    /// <summary>The day of which the content is, year-month-day.</summary>
    [Required]
    [Day]
    public string AsOf { get; init; } = string.Empty;

    /// <summary>The version of the content, chosen by whoever writes it.</summary>
    [Required]
    [Line(40)]
    public string Version { get; init; } = string.Empty;

    /// <summary>How the content stands to the advisories that are built in.</summary>
    public AdvisoryMode Mode { get; init; }

    /// <summary>The advisories; an id stands in it once.</summary>
    [Required]
    public IReadOnlyList<AdvisoryEntry> Advisories { get; init; } = [];
}
