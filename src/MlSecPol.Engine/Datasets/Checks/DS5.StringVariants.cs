using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>One value of a category is written in several ways that differ in case, blanks or punctuation only.</summary>
[Check("DS5.StringVariants")]
public sealed class StringVariants : ColumnCheck
{
    private const int Shown = 3;

    private protected override string Nothing(DatasetSettings settings) => "No category is written in several ways (columns with more different values than are counted are not categories)";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column writes", "columns write")} one value in several ways";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        if (!statistics.IsExact || statistics.Values().Types[ValueKind.Text] * 2 < statistics.Count) yield break;
        var groups = statistics.Known()
            .Select(v => (Text: System.Text.Encoding.UTF8.GetString(v.Text), v.Count))
            .GroupBy(v => Fold(v.Text), StringComparer.Ordinal)
            .Where(g => g.Key.Length > 0 && g.Count() > 1)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        if (groups.Length == 0) yield break;
        var examples = groups.Take(Shown).Select(g => string.Join(" / ", g.OrderByDescending(v => v.Count).Take(Shown).Select(v => $"'{v.Text}' {v.Count}")));
        yield return Found(
            column, Severity.Low, "variants", groups.Sum(g => g.Sum(v => v.Count)),
            $"{Place.Count(groups.Length, "value is", "values are")} written in several ways that differ in case, blanks or punctuation only",
            column.Identifiers.Count == 0 ? string.Join("; ", examples) : null);
    }

    /// <summary>Letters and digits, small. Text without any letter is compared as it stands: -1 and 1 are not the same.</summary>
    private static string Fold(string text)
    {
        if (!text.Any(char.IsLetter)) return text;
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
            else if (c is '+' or '#') folded.Append(c);
        }

        return folded.ToString();
    }
}
