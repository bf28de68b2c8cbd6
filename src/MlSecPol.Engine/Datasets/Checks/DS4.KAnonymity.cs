using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows with equal quasi-identifiers are too few to hide in.</summary>
[Check("DS4.KAnonymity")]
public sealed class KAnonymity : PrivacyCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, PrivacyFacts privacy, DatasetSettings settings)
    {
        var least = settings.Privacy.MinimumClassSize;
        List<Finding> findings = privacy.SmallestClass >= least
            ? []
            :
            [
                Finding(
                    Severity.High,
                    "small-class",
                    $"{Place.Count(privacy.RowsInSmallClasses, "row shares", "rows share")} the values of {Names(privacy)} with fewer than {least} rows, the row itself included; {Place.Count(privacy.UniqueRows, "is alone", "are alone")}",
                    privacy.RowsInSmallClasses),
            ];
        var k = string.Create(CultureInfo.InvariantCulture, $"k = {privacy.SmallestClass} for {Names(privacy)}, missing values counted as {Missing(privacy)}");
        return new(privacy.SmallestClass >= least ? $"The smallest class has {privacy.SmallestClass} rows: {k}" : $"The smallest class has {Place.Count(privacy.SmallestClass, "row", "rows")}, fewer than {least}: {k}", findings);
    }
}
