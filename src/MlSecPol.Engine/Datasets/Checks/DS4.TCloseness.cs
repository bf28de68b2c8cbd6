using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A class of rows says more of a sensitive value than the table as a whole.</summary>
[Check("DS4.TCloseness")]
public sealed class TCloseness : SensitiveCheck
{
    private protected override Finding? Judge(SensitiveFacts facts, PrivacySettings settings) => facts.ClassesBeyondCloseness == 0 ? null : Finding(
        Severity.High,
        "far-class",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Place.Count(facts.ClassesBeyondCloseness, "class is", "classes are")} farther from the table than {settings.MaximumCloseness}; the farthest {facts.OrderedCloseness ?? facts.Closeness:0.###}, {(facts.OrderedCloseness is null ? "all values equally far from each other" : "by the order of the numbers")}"),
        facts.ClassesBeyondCloseness,
        facts.Column);

    private protected override string Nothing(IReadOnlyList<SensitiveFacts> facts, PrivacySettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"No class is farther from the table than {settings.MaximumCloseness} in {string.Join(", ", facts.Select(f => $"'{f.Column}'"))}");

    private protected override string Some(int columns, PrivacySettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place.Count(columns, "sensitive column has", "sensitive columns have")} classes farther from the table than {settings.MaximumCloseness}");
}
