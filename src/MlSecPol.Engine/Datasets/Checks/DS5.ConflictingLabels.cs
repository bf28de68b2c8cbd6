using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows with the same features have different labels.</summary>
[Check("DS5.ConflictingLabels")]
public sealed class ConflictingLabels : LearningCheck
{
    private protected override Inspection Inspect(LearningFacts learning, DatasetSettings settings)
    {
        var left = learning.Keys.Count == 0 ? string.Empty : $", without {string.Join(", ", learning.Keys.Select(k => $"'{k}'"))}, which name rows";
        var inspection = learning.Conflicts == 0
            ? new Inspection($"Rows with the same features have the same '{learning.Label}'{left}", [])
            : new(
                $"{Place.Count(learning.Conflicts, "group", "groups")} of rows with the same features have different values of '{learning.Label}'{left}",
                [Place.Finding(Severity.Medium, "conflict", $"{Place.Count(learning.Conflicts, "group", "groups")} of equal rows have different labels", new(learning.Conflicts, learning.ConflictingRows), learning.Label)]);
        return inspection with { Gap = learning.ConflictGap is { } gap ? $"Not all rows were compared: {gap}." : null };
    }
}
