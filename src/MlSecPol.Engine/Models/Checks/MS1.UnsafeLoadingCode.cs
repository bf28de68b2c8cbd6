using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Code;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when code beside a model loads or runs what it should not trust.</summary>
[Check("MS1.UnsafeLoadingCode")]
public sealed class UnsafeLoadingCode() : RepositoryCheck(RepositoryAspect.Code)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var findings = FindingNames.Distinguish(facts.CodeHazards.Select(Judge));
        if (findings.Exists(f => f.Severity >= Severity.High)) return Verdict.Fail("Code beside the model loads or runs what it should not trust.", findings);
        if (findings.Count > 0 && settings.Get<ModelSettings>().Strict) return Verdict.Fail("Code beside the model fetches what nobody has fixed.", findings);
        return facts.CodeFiles == 0
            ? Verdict.NotApplicable("The folder holds no Python file, notebook or start-up hook.")
            : Verdict.Pass($"{Quantity.Of(facts.CodeFiles, "file")} of code read; none loads or runs what it should not trust.", findings);
    }

    private static Finding Judge(CodeHazard hazard)
    {
        var (severity, rule) = hazard.Kind switch
        {
            CodeHazardKind.UnsafeDeserialization => (Severity.High, "code:unsafe-deserialization"),
            CodeHazardKind.TorchLoad => (Severity.High, "code:torch-load"),
            CodeHazardKind.UnsafeYaml => (Severity.High, "code:unsafe-yaml"),
            CodeHazardKind.ProtectionOff => (Severity.High, "code:protection-off"),
            CodeHazardKind.RemoteCode => (Severity.High, "code:remote-code"),
            CodeHazardKind.DynamicCode => (Severity.High, "code:dynamic"),
            CodeHazardKind.ShellCommand => (Severity.High, "code:shell"),
            CodeHazardKind.DownloadAndRun => (Severity.High, "code:download-and-run"),
            CodeHazardKind.StartupHook => (Severity.High, "code:startup-hook"),
            CodeHazardKind.UnverifiedConnection => (Severity.High, "code:unverified-connection"),
            CodeHazardKind.UnpinnedRevision => (Severity.Medium, "code:unpinned-revision"),
            _ => (Severity.Medium, "code:unpinned-install"),
        };
        return At(hazard.Path, severity, rule, hazard.Subject, hazard.Detail, hazard.Cell is { } cell ? $"cell {cell}, line {hazard.Line}" : $"line {hazard.Line}", hazard.Evidence);
    }
}
