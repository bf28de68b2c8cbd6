using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>The rarest class of the label has far fewer rows than the commonest.</summary>
[Check("DS5.ClassImbalance")]
public sealed class ClassImbalance : LearningCheck
{
    private protected override Inspection Inspect(LearningFacts learning, DatasetSettings settings)
    {
        if (learning.IsNumber) return Inspection.NotApplicable($"The label '{learning.Label}' is a number.");
        if (learning.Classes.Count < 2) return Inspection.NotApplicable($"The label '{learning.Label}' has no two classes.");
        var (commonest, rarest) = (learning.Classes[0], learning.Classes[^1]);
        var ratio = (double)rarest.Rows / commonest.Rows;
        var words = $"class '{rarest.Name}' has {Place.Count(rarest.Rows, "row", "rows")}, '{commonest.Name}' {commonest.Rows:N0}: a ratio of {ratio:0.###}";
        if (ratio >= settings.MinimumClassRatio) return new($"The classes of '{learning.Label}' are no further apart than accepted: {words}", []);
        var finding = new Finding
        {
            Severity = Severity.Low,
            Rule = "imbalance",
            Message = $"The {words}, below {settings.MinimumClassRatio:0.###}",
            Location = Place.Of(learning.Label, null, null),
            Column = learning.Label,
            Count = rarest.Rows,
            Evidence = string.Join(", ", learning.Classes.Take(10).Select(c => $"{c.Name} {c.Rows}")),
        };
        return new($"The classes of '{learning.Label}' are out of balance: {words}", [finding]);
    }
}
