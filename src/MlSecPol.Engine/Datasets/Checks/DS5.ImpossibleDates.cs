using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column of dates holds days that no calendar has, or that lie outside of the declared range.</summary>
[Check("DS5.ImpossibleDates")]
public sealed class ImpossibleDates : ColumnCheck
{
    private const long DaysTo1970 = 719_162;

    private protected override string Nothing(DatasetSettings settings) => $"All dates exist and have years from {settings.EarliestYear} to {settings.LatestYear}";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column holds", "columns hold")} dates that cannot be";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        var values = statistics.Values();
        var impossible = values.Types[ValueKind.ImpossibleDate];
        if ((values.Types.Dates + impossible) * 2 < statistics.Count) yield break;
        if (impossible > 0) yield return Found(column, Severity.Medium, "no-such-day", impossible, $"{Place.Count(impossible, "value is", "values are")} written like a date that no calendar has");
        if (values.Dates is not { } sketch) yield break;
        var dates = new Distribution(sketch.Points());
        var early = dates.CountUpTo(Math.BitDecrement(BeginOf(settings.EarliestYear)));
        var late = dates.Count - dates.CountUpTo(Math.BitDecrement(BeginOf(settings.LatestYear + 1)));
        if (early + late == 0) yield break;
        yield return Found(
            column, Severity.Medium, "out-of-range", early + late,
            $"{Place.Count(early + late, "date lies", "dates lie")} outside of the years {settings.EarliestYear} to {settings.LatestYear}",
            $"{Day(sketch.Minimum)} to {Day(sketch.Maximum)}");
    }

    /// <summary>Seconds from 1970 to the beginning of a year of the Gregorian calendar.</summary>
    private static double BeginOf(int year)
    {
        var years = year - 1L;
        return ((years * 365) + (years / 4) - (years / 100) + (years / 400) - DaysTo1970) * 86_400.0;
    }

    private static string Day(double seconds) => DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
