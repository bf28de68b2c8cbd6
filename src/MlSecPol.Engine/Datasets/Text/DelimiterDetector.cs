namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Guesses the delimiter from the first records: the one that splits them most evenly, quotes respected.</summary>
internal static class DelimiterDetector
{
    private const int MaximumRecords = 100;

    // Where two split equally well the rarer character inside values goes first; a comma is often a decimal mark.
    private static ReadOnlySpan<byte> Candidates => "\t;|,"u8;

    /// <summary>The delimiter, or null when none splits the sample into columns.</summary>
    /// <param name="sample">The first bytes.</param>
    /// <param name="isWhole">Whether they are all there is; otherwise the last record does not count.</param>
    /// <param name="least">Share of the records, above which the most frequent number of cells must lie.</param>
    internal static byte? Detect(ReadOnlySpan<byte> sample, bool isWhole, double least = 0)
    {
        byte? best = null;
        var bestScore = least;
        foreach (var candidate in Candidates)
        {
            var score = Evenness(sample, candidate, isWhole);
            if (score > bestScore) (best, bestScore) = (candidate, score);
        }

        return best;
    }

    /// <summary>The share of records that have the most frequent number of cells, 0 when that number is one.</summary>
    private static double Evenness(ReadOnlySpan<byte> sample, byte delimiter, bool isWhole)
    {
        var counts = new Dictionary<int, int>();
        var records = 0;
        while (!sample.IsEmpty && records < MaximumRecords)
        {
            var (length, cells, isComplete) = Measure(sample, delimiter);
            if (!isComplete && !isWhole && records > 0) break;
            sample = sample[length..];
            if (cells == 0) continue;
            counts[cells] = counts.GetValueOrDefault(cells) + 1;
            records++;
        }

        if (records == 0) return 0;
        var (mode, frequency) = counts.MaxBy(c => (c.Value, c.Key));
        return mode > 1 ? (double)frequency / records : 0;
    }

    private static (int Length, int Cells, bool IsComplete) Measure(ReadOnlySpan<byte> text, byte delimiter)
    {
        var cells = 1;
        var isQuoted = false;
        var atCellStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == (byte)'"' && (atCellStart || isQuoted)) isQuoted = !isQuoted;
            else if (isQuoted) continue;
            else if (b is (byte)'\n' or (byte)'\r') return (i + 1, i == 0 ? 0 : cells, true);
            else if (b == delimiter) cells++;
            // A second quote right after a closing one opens the cell again: a doubled quote.
            atCellStart = b == delimiter || (b == (byte)'"' && !isQuoted);
        }

        return (text.Length, cells, false);
    }
}
