using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// A feature beside the label: how often each of its values, or each interval of its numbers, comes with each class, counted in two halves of the rows so that what
/// one half teaches can be tried on the other.
/// </summary>
internal sealed class FeatureColumn(int index, string name, FeatureKind kind, double[] edges)
{
    /// <summary>Classes that are told apart here; further ones count as one.</summary>
    internal const int MostClasses = 32;

    /// <summary>Values that are told apart; further ones are unknown, as new ones would be.</summary>
    internal const int MostValues = 256;

    private const int Unknown = MostValues;

    private readonly Dictionary<ulong, int> _codes = [];
    private int[] _counts = [];

    internal int Index => index;

    internal string Name => name;

    internal FeatureKind Kind => kind;

    /// <summary>Intervals or values so far.</summary>
    internal int CodeCount => kind == FeatureKind.Number ? edges.Length + 2 : _codes.Count;

    /// <summary>The code of a value: its interval, or its number among the values; missing and unparsable numbers have a code of their own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="hash">Its <see cref="ValueHash"/>.</param>
    internal int Encode(ReadOnlySpan<byte> value, ulong hash)
    {
        if (kind == FeatureKind.Number)
        {
            if (!CellNumber.TryParse(value, out var number)) return edges.Length + 1;
            var at = Array.BinarySearch(edges, number);
            return at < 0 ? ~at : at;
        }

        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, hash, out var exists);
        if (exists) return code;
        if (_codes.Count > MostValues)
        {
            _codes.Remove(hash);
            return Unknown;
        }

        code = _codes.Count - 1;
        return code;
    }

    internal void Add(int code, int label, int half)
    {
        if (code == Unknown && kind != FeatureKind.Number) return;
        var at = (((code * 2) + half) * MostClasses) + Math.Min(label, MostClasses - 1);
        if (at >= _counts.Length) Array.Resize(ref _counts, Math.Max((code + 1) * 2 * MostClasses, _counts.Length * 2));
        _counts[at]++;
    }

    /// <summary>
    /// How much better the label is told with this feature than without, 0 to 1: the predictive power score of classes, (F1 - F1 naive) / (1 - F1 naive), with the
    /// commonest class of each value as the model, learnt on one half and tried on the other, both ways. F1 is weighted by the size of the classes; the naive model says
    /// always the commonest class, or guesses by the shares of the classes, whichever is better.
    /// </summary>
    internal double PredictivePower(long[,] classes)
    {
        var score = 0.0;
        for (var half = 0; half < 2; half++) score += Score(learnt: half, tried: 1 - half, classes) / 2;
        return Math.Max(0, score);
    }

    private double Score(int learnt, int tried, long[,] classes)
    {
        var commonest = Commonest(classes, learnt);
        var hits = new long[MostClasses];
        var said = new long[MostClasses];
        var total = new long[MostClasses];
        for (var i = 0; i < MostClasses; i++) total[i] = classes[tried, i];
        var unseen = total.Sum();
        for (var code = 0; (code + 1) * 2 * MostClasses <= _counts.Length; code++)
        {
            var seen = _counts.AsSpan(((code * 2) + learnt) * MostClasses, MostClasses);
            var held = _counts.AsSpan(((code * 2) + tried) * MostClasses, MostClasses);
            var guess = seen.IndexOfAnyExcept(0) < 0 ? commonest : IndexOfMaximum(seen);
            long rows = 0;
            foreach (var count in held) rows += count;
            hits[guess] += held[guess];
            said[guess] += rows;
            unseen -= rows;
        }

        // Rows whose value was never counted get the commonest class; as many of them as elsewhere have it.
        var all = total.Sum();
        if (all == 0) return 0;
        said[commonest] += unseen;
        hits[commonest] += unseen * total[commonest] / all;
        var f1 = 0.0;
        var (naive, random) = (0.0, 0.0);
        for (var i = 0; i < MostClasses; i++)
        {
            if (total[i] == 0) continue;
            var share = (double)total[i] / all;
            f1 += share * 2 * hits[i] / (said[i] + total[i]);
            random += share * share;
            if (i == commonest) naive = share * 2 * share / (1 + share);
        }

        naive = Math.Max(naive, random);
        return naive >= 1 ? 0 : (f1 - naive) / (1 - naive);
    }

    private static int Commonest(long[,] classes, int half)
    {
        var best = 0;
        for (var i = 1; i < MostClasses; i++) best = classes[half, i] > classes[half, best] ? i : best;
        return best;
    }

    private static int IndexOfMaximum(ReadOnlySpan<int> counts)
    {
        var best = 0;
        for (var i = 1; i < counts.Length; i++) best = counts[i] > counts[best] ? i : best;
        return best;
    }
}
