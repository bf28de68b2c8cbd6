using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Dependencies;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the packages that a model folder asks for are not fixed, or come from where they cannot be trusted.</summary>
[Check("MS1.PinnedEnvironment")]
public sealed class PinnedEnvironment() : RepositoryCheck(RepositoryAspect.Dependencies)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Requirements.Count == 0)
        {
            return facts.LockFiles.Count > 0
                ? Verdict.Pass($"'{facts.LockFiles[0]}' fixes the packages.")
                : Verdict.NotApplicable("The folder asks for no packages.");
        }

        // A lock file fixes what a project file leaves open; a requirement file is installed as it stands.
        var findings = FindingNames.Distinguish(facts.Requirements.Where(r => !IsFixedBy(facts.LockFiles, r)).Select(Judge).OfType<Finding>());
        var worst = findings.MaxBy(f => f.Severity);
        var packages = facts.Requirements.Count(r => r.Pinning is Pinning.Open or Pinning.Version or Pinning.Content);
        if (worst is { Severity: >= Severity.Medium })
            return Verdict.Fail($"{findings.Count(f => f.Rule == "pin:open")} of {Quantity.Of(packages, "package")} are not fixed to a version.", findings);
        return Verdict.Pass(findings.Count == 0 ? $"{Quantity.Of(packages, "package")}, each fixed to its content." : $"{Quantity.Of(packages, "package")}, each fixed to a version.", findings);
    }

    // Sources count all the same: the lock was made from them.
    private static bool IsFixedBy(IReadOnlyList<string> locks, PackageRequirement requirement)
    {
        if (requirement.Pinning is Pinning.UntrustedSource or Pinning.SecondSource) return false;
        var name = requirement.Path[(requirement.Path.LastIndexOf('/') + 1)..];
        if (name is "pyproject.toml" or "Pipfile" or "setup.py" or "setup.cfg") return locks.Count > 0;
        return name.StartsWith("environment.", StringComparison.OrdinalIgnoreCase) && locks.Any(l => l.EndsWith("conda-lock.yml", StringComparison.Ordinal));
    }

    private static Finding? Judge(PackageRequirement requirement)
    {
        var (severity, rule, message) = requirement.Pinning switch
        {
            Pinning.Open => (Severity.Medium, "pin:open", $"'{requirement.Name}' is installed in whatever version is current."),
            Pinning.Version => (Severity.Info, "pin:version", $"'{requirement.Name}' is fixed to a version, not to its content; a hash would also stop a replaced package."),
            Pinning.UntrustedSource => (Severity.High, "pin:untrusted-source", "Packages are fetched without encryption or without checking whom from."),
            Pinning.SecondSource => (Severity.Medium, "pin:second-source", "Packages may come from a second index, where anyone may offer one of the same name."),
            _ => (Severity.Info, string.Empty, string.Empty),
        };
        return rule.Length == 0 ? null : At(requirement.Path, severity, rule, requirement.Name, message, requirement.Line == 0 ? null : $"line {requirement.Line}", requirement.Text);
    }
}
