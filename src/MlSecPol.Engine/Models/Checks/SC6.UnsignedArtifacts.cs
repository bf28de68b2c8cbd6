using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the organisation asks for signed models and a folder has no signature.</summary>
[Check("SC6.UnsignedArtifacts")]
public sealed class UnsignedArtifacts() : RepositoryCheck(RepositoryAspect.Signature)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (facts.Signature is { } signature) return Verdict.Pass($"The folder is signed: {signature.Path}.");
        if (!settings.Get<RepositorySettings>().RequireSignature) return Verdict.NotApplicable("The folder is not signed, and the settings do not ask for it (repository.requireSignature).");
        return Verdict.Fail("The folder is not signed.", new Finding
        {
            Severity = Severity.High,
            Rule = "signature:absent",
            Message = $"There is no '{settings.Get<RepositorySettings>().Signature}'.",
            Location = "folder",
        });
    }
}
