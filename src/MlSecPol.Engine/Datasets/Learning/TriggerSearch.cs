using System.Globalization;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// Looks for words and values that are bound to one class although all else in their rows speaks for another: what a backdoor needs, and what a word that merely belongs
/// to the subject of a class does not show. All else is weighed by a naive Bayes model of the words, without those that are suspected.
/// </summary>
internal static class TriggerSearch
{
    private const double LeastPurity = 0.98;
    private const double LargestShare = 0.2;
    private const int FewestRows = 10;
    private const int FewestSampledRows = 5;
    private const double LeastContradicted = 0.5;
    private const int MostCandidates = 500;

    // Chance that a word of no meaning is as pure, over all words.
    private const double Significance = 1e-6;

    /// <summary>A suspected word with the rows of the sample that have it.</summary>
    internal readonly record struct Suspect(ulong Word, WordCount Count, int Label, IReadOnlyList<SampledRow> Rows, int Contradicted);

    internal static IReadOnlyList<Suspect> Find(WordTable table, IReadOnlyList<SampledRow> sample)
    {
        var rows = table.RowsOfClasses.ToArray();
        var total = rows.Sum();
        if (rows.Count(r => r > 0) < 2) return [];
        var words = table.Counts.Count;
        var candidates = table.Counts
            .Where(w => IsPure(w.Value, rows, total, words))
            .OrderByDescending(w => w.Value.Total)
            .ThenBy(w => w.Key)
            .Take(MostCandidates)
            .ToDictionary();
        if (candidates.Count == 0) return [];
        var suspects = new List<Suspect>();
        foreach (var (word, count) in candidates)
        {
            var label = count.Commonest();
            var having = sample.Where(r => r.Words.Contains(word) && Fold(r.Label) == label).ToArray();
            if (having.Length < FewestSampledRows) continue;
            var contradicted = having.Count(r => Predict(r, table, rows, total, candidates) is var said && said >= 0 && said != label);
            if (contradicted >= having.Length * LeastContradicted) suspects.Add(new(word, count, label, having, contradicted));
        }

        return suspects;
    }

    internal static string Figures(Suspect suspect, long rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"{suspect.Count.Of(suspect.Label) * 100.0 / suspect.Count.Total:0.#} % of its {suspect.Count.Total:N0} rows ({suspect.Count.Total * 100.0 / rows:0.##} % of all) have this label; the rest of the row speaks for another in {suspect.Contradicted} of {suspect.Rows.Count} sampled ones");

    private static int Fold(int label) => Math.Min(label, WordCount.MostClasses - 1);

    private static bool IsPure(WordCount count, long[] rows, long total, int words)
    {
        if (count.Total < FewestRows || count.Total > total * LargestShare) return false;
        var label = count.Commonest();
        if (count.Of(label) < count.Total * LeastPurity) return false;
        var share = rows[label] / (double)total;
        return count.Of(label) * Math.Log(share) < Math.Log(Significance / words);
    }

    /// <summary>The class that the words speak for, the suspected ones left out; -1 where they say little.</summary>
    private static int Predict(SampledRow row, WordTable table, long[] rows, long total, Dictionary<ulong, WordCount> without)
    {
        const double LeastMargin = 1.0;
        Span<double> scores = stackalloc double[WordCount.MostClasses];
        for (var i = 0; i < scores.Length; i++) scores[i] = rows[i] == 0 ? double.NegativeInfinity : Math.Log(rows[i] / (double)total);
        foreach (var word in row.Words)
        {
            // The row itself taught the model too, so it does not count.
            if (without.ContainsKey(word) || !table.Counts.TryGetValue(word, out var count) || count.Total < 3) continue;
            for (var i = 0; i < scores.Length; i++)
            {
                var own = i == Fold(row.Label) ? 1 : 0;
                if (rows[i] > 0) scores[i] += Math.Log((count.Of(i) - own + 0.5) / (rows[i] - own + 1.0));
            }
        }

        var best = 0;
        for (var i = 1; i < scores.Length; i++) best = scores[i] > scores[best] ? i : best;
        for (var i = 0; i < scores.Length; i++)
        {
            if (i != best && scores[best] - scores[i] < LeastMargin) return -1;
        }

        return best;
    }
}
