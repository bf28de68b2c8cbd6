using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>What all checks on the label of a dataset have in common: without a label there is nothing to ask.</summary>
public abstract class LearningCheck : DatasetCheck
{
    private protected sealed override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Learning is { } learning)
        {
            return learning.HasTooManyClasses
                ? Inspection.NotApplicable($"The column '{learning.Label}' has more values than classes can be told apart ({LabelColumn.MostClasses}): it is no label of classes.")
                : Inspect(learning, settings);
        }

        if (settings.LabelColumn is { Length: > 0 } named) return new("There is no label", []) { Gap = $"There is no column '{named}', which is named as the label." };
        return Inspection.NotApplicable($"No column is called {string.Join(", ", settings.LabelColumnNames)}; -LabelColumn or the setting labelColumn names the label.");
    }

    /// <summary>Looks at what is known of the label.</summary>
    private protected abstract Inspection Inspect(LearningFacts learning, DatasetSettings settings);
}
