using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>In how many rows of each class a word stands.</summary>
internal struct WordCount
{
    /// <summary>Classes that are told apart; further ones count as the last.</summary>
    internal const int MostClasses = 8;

    private PerClass _rows;

    internal long LastRow { get; set; }

    internal long FirstRow { get; set; }

    internal int Total { get; private set; }

    /// <summary>Rows of a class that have the word.</summary>
    internal readonly int Of(int label) => _rows[label];

    internal void Add(int label, long row)
    {
        if (LastRow == row) return;
        LastRow = row;
        Total++;
        _rows[Math.Min(label, MostClasses - 1)]++;
    }

    /// <summary>The class that has most of the rows.</summary>
    internal readonly int Commonest()
    {
        var best = 0;
        for (var i = 1; i < MostClasses; i++) best = _rows[i] > _rows[best] ? i : best;
        return best;
    }

    [InlineArray(MostClasses)]
    private struct PerClass
    {
        private int _element;
    }
}
