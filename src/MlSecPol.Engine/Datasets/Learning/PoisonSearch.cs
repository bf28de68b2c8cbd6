using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Gathers the signs of poisoned rows and says them in words.</summary>
internal static class PoisonSearch
{
    private const int MostIndicators = 20;

    internal static IEnumerable<PoisonIndicator> Find(WordTable words, IReadOnlyList<SampledRow> sample, LabelColumn label, FeatureColumn[] features, long rows) =>
        Triggers(words, sample, label, features, rows).Concat(Groups(sample, label)).Take(MostIndicators);

    private static IEnumerable<PoisonIndicator> Triggers(WordTable words, IReadOnlyList<SampledRow> sample, LabelColumn label, FeatureColumn[] features, long rows)
    {
        foreach (var suspect in TriggerSearch.Find(words, sample))
        {
            var word = suspect.Rows[0].Text.First(w => w.Hash == suspect.Word);
            var feature = features[word.Feature];
            yield return new(
                feature.Kind == FeatureKind.Text ? "trigger-word" : "trigger-value",
                Encoding.UTF8.GetString(word.Text),
                feature.Name,
                label.Classes[suspect.Rows[0].Label].Name,
                suspect.Count.Total,
                suspect.Count.FirstRow,
                TriggerSearch.Figures(suspect, rows));
        }
    }

    private static IEnumerable<PoisonIndicator> Groups(IReadOnlyList<SampledRow> sample, LabelColumn label)
    {
        foreach (var ofClass in sample.GroupBy(r => r.Label).OrderBy(g => g.Key))
        {
            var rows = ofClass.ToArray();
            var apart = SpectralOutliers.Find(rows);
            if (apart.Count == 0) continue;
            var detail = string.Create(CultureInfo.InvariantCulture, $"{apart.Count} of {rows.Length} sampled rows of the class lie apart from the others on its direction of greatest variance");
            yield return new("spectral", "a group of rows with unusual numbers", null, label.Classes[ofClass.Key].Name, apart.Count, apart[0].Row, detail);
        }
    }
}
