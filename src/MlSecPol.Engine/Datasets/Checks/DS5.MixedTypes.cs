using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column mixes numbers, dates, truth values and text: rarely enough to be an error, often enough to matter.</summary>
[Check("DS5.MixedTypes")]
public sealed class MixedTypes : ColumnCheck
{
    private protected override string Nothing(DatasetSettings settings) => "No column mixes types";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column mixes", "columns mix")} types";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        var types = statistics.Values().Types;
        (string Name, long Count)[] groups =
        [
            ("number", types.Numbers + types[ValueKind.NotFinite]),
            ("date", types.Dates + types[ValueKind.ImpossibleDate]),
            ("truth value", types[ValueKind.Boolean]),
            ("text", types[ValueKind.Text]),
            ("code with leading zeros", types[ValueKind.LeadingZeros]),
        ];
        var total = (double)groups.Sum(g => g.Count);
        // Codes are digits with and without zeros in front, and codes beside text are text.
        if (groups[4].Count > 0) groups = [groups[1], groups[2], (groups[3].Count > 0 ? "text" : "code", groups[0].Count + groups[3].Count + groups[4].Count)];
        var present = groups.Where(g => g.Count > 0).OrderByDescending(g => g.Count).ToArray();
        foreach (var (name, count) in present.Skip(1))
        {
            if (count / total < settings.MinimumRareType || count / total > settings.MaximumRareType) continue;
            yield return Found(
                column, Severity.Low, "mixed-types", count, $"{Place.Percent(count / total)} of the values are of the type {name}, most of the type {present[0].Name}",
                string.Join(", ", present.Select(g => $"{g.Name} {g.Count}")));
        }
    }
}
