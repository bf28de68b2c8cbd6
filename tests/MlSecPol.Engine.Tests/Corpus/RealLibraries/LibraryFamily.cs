using System.Globalization;

namespace MlSecPol.Engine.Tests.Corpus.RealLibraries;

/// <summary>What one script made of its libraries, and what the audit said of it.</summary>
/// <param name="Name">The name of the script.</param>
/// <param name="Missing">The libraries that are not on this machine; null when all are.</param>
/// <param name="Broken">Why the script did not come to its end; null when it did.</param>
/// <param name="Files">Its files and the answers.</param>
internal sealed record LibraryFamily(string Name, string? Missing, string? Broken, IReadOnlyList<LibraryFamily.Audited> Files)
{
    /// <summary>One file and the answers to it.</summary>
    internal sealed record Audited(string Name, bool IsHostile, IReadOnlyList<CheckResult> Results, string? Error)
    {
        public bool Fails => Results.Any(r => r.Status == CheckStatus.Fail);

        public bool IsUnread => Error is not null || Results.Any(r => r.Status == CheckStatus.Error) || !Results.Any(r => r.Status is CheckStatus.Pass or CheckStatus.Fail);

        public bool ShowsMore => Results.Any(r => r.Findings.Any(f => f.Severity > Severity.Info));

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Error}{string.Join("; ", Results.Where(r => r.Status is CheckStatus.Fail or CheckStatus.Error || r.Findings.Any(f => f.Severity > Severity.Info)).Select(r => $"{r.CheckId} {r.Status} {r.Reason ?? r.Message} [{string.Join(", ", r.Findings.Take(3).Select(f => $"{f.Severity} {f.Rule} {f.Subject}"))}]"))}");
    }
}
