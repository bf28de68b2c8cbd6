namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// Decides from the first rows what each column is: which numbers are cut where, what is a category, what is text, what names rows.
/// </summary>
internal sealed class FirstRows(string[] columns, IReadOnlyList<RowCells> rows, IReadOnlySet<string> ignored)
{
    private const double NumberShare = 0.95;
    private const int FewestNumbers = 20;
    private const int Intervals = 64;
    private const int LabelIntervals = 8;
    private const int MostLabelNumbers = 100;
    private const double WordsOfText = 3;

    private static readonly string[] KeyNames = ["id", "ids", "index", "idx", "uuid", "guid", "key", "row", "rowid", "row number", "rownum", "unnamed: 0", "record", "nr", "no"];

    /// <summary>The label: a number of many values is cut into eighths.</summary>
    internal LabelColumn Label(int index)
    {
        var numbers = Numbers(index, out var share);
        var isNumber = share >= NumberShare && numbers.Distinct().Count() > MostLabelNumbers;
        return new(index, columns[index], isNumber ? Cut(numbers, LabelIntervals) : null);
    }

    /// <summary>A feature.</summary>
    internal FeatureColumn Feature(int index)
    {
        var numbers = Numbers(index, out var share);
        var isNumber = share >= NumberShare && numbers.Distinct().Count() > FewestNumbers;
        if (ignored.Contains(columns[index]) || IsKeyName(columns[index])) return new(index, columns[index], FeatureKind.Key, []);
        if (isNumber) return new(index, columns[index], FeatureKind.Number, Cut(numbers, Intervals));
        return new(index, columns[index], IsText(index) ? FeatureKind.Text : FeatureKind.Category, []);
    }

    /// <summary>Whether a name says that the column names rows.</summary>
    internal static bool IsKeyName(string name)
    {
        var word = name.Trim().Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();
        return word.Length == 0 || KeyNames.Contains(word, StringComparer.Ordinal) || word.EndsWith(" id", StringComparison.Ordinal) || word.EndsWith(" uuid", StringComparison.Ordinal)
            || (name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal) && char.IsAsciiLetterLower(name[^3]));
    }

    private double[] Numbers(int column, out double share)
    {
        var numbers = new List<double>();
        var filled = 0;
        foreach (var row in rows)
        {
            var value = row.Value(column);
            if (value.IsEmpty) continue;
            filled++;
            if (CellNumber.TryParse(value, out var number)) numbers.Add(number);
        }

        share = filled == 0 ? 0 : (double)numbers.Count / filled;
        return [.. numbers];
    }

    private bool IsText(int column)
    {
        var (words, filled) = (0L, 0);
        foreach (var row in rows)
        {
            var value = row.Value(column);
            if (value.IsEmpty) continue;
            filled++;
            for (var position = 0; !Words.Next(value, ref position).IsEmpty;) words++;
        }

        return filled > 0 && words >= filled * WordsOfText;
    }

    /// <summary>Upper ends of intervals that hold about as many values each, without the last.</summary>
    private static double[] Cut(double[] numbers, int intervals)
    {
        Array.Sort(numbers);
        return [.. Enumerable.Range(1, intervals - 1).Select(i => numbers[(int)((long)i * (numbers.Length - 1) / intervals)]).Distinct()];
    }
}
