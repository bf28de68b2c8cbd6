using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Counts words, and values of categories as words, by class. When it is full, words that came once are forgotten.</summary>
internal sealed class WordTable
{
    private const int MostWords = 100_000;

    private readonly Dictionary<ulong, WordCount> _words = [];
    private readonly long[] _rows = new long[WordCount.MostClasses];

    /// <summary>Whether words were forgotten.</summary>
    internal bool IsFull { get; private set; }

    internal IReadOnlyDictionary<ulong, WordCount> Counts => _words;

    internal ReadOnlySpan<long> RowsOfClasses => _rows;

    internal void AddRow(int label) => _rows[Math.Min(label, WordCount.MostClasses - 1)]++;

    internal void Add(ulong word, int label, long row)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out var exists);
        if (!exists) count.FirstRow = row;
        count.Add(label, row);
        if (!exists && _words.Count > MostWords) ForgetRare();
    }

    private void ForgetRare()
    {
        IsFull = true;
        foreach (var word in _words.Where(w => w.Value.Total == 1).Select(w => w.Key).ToArray()) _words.Remove(word);
        // A text in which every word comes twice is still a text of too many words.
        for (var least = 2; _words.Count > MostWords / 2; least *= 2)
        {
            foreach (var word in _words.Where(w => w.Value.Total <= least).Select(w => w.Key).ToArray()) _words.Remove(word);
        }
    }
}
