using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>What is known of the rules behind findings, as it is embedded in the engine.</summary>
internal sealed record RuleDocument
{
    /// <summary>The day on which it was drawn up.</summary>
    [Required]
    [Day]
    public string Dated { get; init; } = string.Empty;

    /// <summary>The rules of each check.</summary>
    [Required]
    public IReadOnlyDictionary<string, IReadOnlyList<RuleEntry>> Checks { get; init; } = new Dictionary<string, IReadOnlyList<RuleEntry>>(StringComparer.Ordinal);
}
