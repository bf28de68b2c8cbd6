using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows that hide in each other share their sensitive value, which is thereby known.</summary>
[Check("DS4.LDiversity")]
public sealed class LDiversity : SensitiveCheck
{
    private protected override Finding? Judge(SensitiveFacts facts, PrivacySettings settings) => facts.ClassesBelowDiversity == 0 ? null : Finding(
        Severity.High,
        "low-diversity",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Place.Count(facts.ClassesBelowDiversity, "class has", "classes have")} fewer than {settings.MinimumDiversity} different or effective values; the least are {facts.DistinctDiversity} different, {facts.EntropyDiversity:0.##} effective"),
        facts.ClassesBelowDiversity,
        facts.Column);

    private protected override string Nothing(IReadOnlyList<SensitiveFacts> facts, PrivacySettings settings) =>
        $"Every class has at least {settings.MinimumDiversity} different and effective values of {string.Join(", ", facts.Select(f => $"'{f.Column}'"))}";

    private protected override string Some(int columns, PrivacySettings settings) => $"{Place.Count(columns, "sensitive column has", "sensitive columns have")} classes with fewer than {settings.MinimumDiversity} values";
}
