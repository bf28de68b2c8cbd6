using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Somebody who knows the quasi-identifiers of a person finds the row too often.</summary>
[Check("DS4.ReidentificationRisk")]
public sealed class ReidentificationRisk : PrivacyCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, PrivacyFacts privacy, DatasetSettings settings)
    {
        var limits = settings.Privacy;
        // Where the population is known, the intruder is one who does not know who is in the data.
        var (kind, highest, average, rows) = privacy.Population is { } population
            ? ("journalist", population.HighestRisk, population.AverageRisk, population.RowsAtRisk)
            : ("prosecutor", privacy.HighestRisk, privacy.AverageRisk, privacy.RowsAtRisk);
        var findings = new List<Finding>();
        if (highest > limits.MaximumHighestRisk)
            findings.Add(Finding(Severity.High, "highest", Text($"The highest {kind} risk is {highest:0.###}, above {limits.MaximumHighestRisk}; {Place.Count(rows, "row is", "rows are")} above it"), rows));
        if (average > limits.MaximumAverageRisk)
            findings.Add(Finding(Severity.High, "average", Text($"The average {kind} risk is {average:0.###}, above {limits.MaximumAverageRisk}"), facts.Rows));
        var sum = Text($"{kind} risk for {Names(privacy)}: highest {highest:0.###}, average {average:0.###}");
        return Inspection.Of(findings, $"Within the limits, {sum}", _ => $"Above the limits, {sum}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
