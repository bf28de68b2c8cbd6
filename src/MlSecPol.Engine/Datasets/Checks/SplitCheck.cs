using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What all checks on a dataset beside a reference have in common: without a reference there is nothing to ask.</summary>
public abstract class SplitCheck : DatasetCheck
{
    private protected sealed override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Split is not { } split) return Inspection.NotApplicable("There is no reference to compare with; -ReferencePath names one.");
        var inspection = Inspect(split, settings);
        return split.Gap is { } gap ? inspection with { Gap = $"Not all was compared: {gap}." } : inspection;
    }

    /// <summary>Looks at what both have in common.</summary>
    private protected abstract Inspection Inspect(SplitFacts split, DatasetSettings settings);
}
