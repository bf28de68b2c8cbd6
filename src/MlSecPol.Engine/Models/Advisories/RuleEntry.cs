using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>What is known of some rules of a check.</summary>
internal sealed record RuleEntry
{
    /// <summary>The rules, or beginnings of them that end with <c>*</c>; the longest that fits a finding counts.</summary>
    [Required]
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What an attacker gains, in one sentence.</summary>
    [Required]
    [Line(300)]
    public string Gain { get; init; } = string.Empty;

    /// <summary>How sure a finding of the rule is.</summary>
    [Required]
    [Range(0.0, 1.0)]
    public double Confidence { get; init; }

    /// <summary>What to do about it, in one or two sentences.</summary>
    [Required]
    [Line(400)]
    public string Remedy { get; init; } = string.Empty;
}
