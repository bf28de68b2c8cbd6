using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>One published weakness and the findings that make use of it.</summary>
public sealed record AdvisoryEntry
{
    /// <summary>The id under which it was published, for example <c>CVE-2024-3660</c>.</summary>
    [Required]
    [Line(60)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The product that is weak: a framework, or a scanner where the technique serves to pass it by.</summary>
    [Required]
    [Line(80)]
    public string Product { get; init; } = string.Empty;

    /// <summary>The affected versions in words that follow the product, for example <c>before 2.13.0</c>.</summary>
    [Required]
    [Line(160)]
    public string Affected { get; init; } = string.Empty;

    /// <summary>The affected versions for programs, as far as they are known.</summary>
    public IReadOnlyList<VersionRange> Ranges { get; init; } = [];

    /// <summary>What it lets an attacker do, in one sentence.</summary>
    [Required]
    [Line(400)]
    public string Summary { get; init; } = string.Empty;

    /// <summary>Where it was published.</summary>
    [Required]
    [WebAddress]
    public string Reference { get; init; } = string.Empty;

    /// <summary>Whether product and versions were compared with the publication.</summary>
    public bool Verified { get; init; }

    /// <summary>Whether the makers of the product dispute that it is a weakness.</summary>
    public bool Disputed { get; init; }

    /// <summary>The findings that make use of it: each that fits one of these descriptions.</summary>
    [Required]
    public IReadOnlyList<AdvisoryUse> Applies { get; init; } = [];
}
