using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What checks on sensitive columns have in common: they must be declared, and those that could not be measured are no pass.</summary>
public abstract class SensitiveCheck : PrivacyCheck
{
    private protected sealed override Inspection Inspect(DatasetFacts facts, PrivacyFacts privacy, DatasetSettings settings)
    {
        if (privacy.Sensitive.Count == 0) return Inspection.NotApplicable("No sensitive columns are declared (sensitive).");
        var measured = privacy.Sensitive.Where(s => s.Gap is null).ToArray();
        var findings = measured.Select(s => Judge(s, settings.Privacy)).OfType<Finding>().ToList();
        return Inspection.Of(findings, Nothing(measured, settings.Privacy), count => Some(count, settings.Privacy)) with { Gap = privacy.Sensitive.FirstOrDefault(s => s.Gap is not null)?.Gap };
    }

    private protected abstract Finding? Judge(SensitiveFacts facts, PrivacySettings settings);

    private protected abstract string Nothing(IReadOnlyList<SensitiveFacts> facts, PrivacySettings settings);

    private protected abstract string Some(int columns, PrivacySettings settings);
}
