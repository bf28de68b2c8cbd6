using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Finds texts of a column that are nearly the same as an earlier one, by MinHash: the smallest hashes of pairs of neighbouring words in 64 bins stand for a text, and
/// texts are near when all of twelve bins are equal in one of five bands. Texts whose pairs are nine tenths the same are found with a probability of 81 %, at eight tenths
/// 30 %, at a half less than 0.2 %.
/// </summary>
internal sealed class NearDuplicates : IDisposable
{
    /// <summary>Shortest text that is looked at, in bytes; shorter ones are values.</summary>
    internal const int ShortestText = 40;

    private const int FewestWords = 8;
    private const int Bins = 64;
    private const int Bands = 5;
    private const int BinsOfBand = 12;
    private const int BinShift = 64 - 6;

    private readonly int _rowsInMemory;
    private readonly HashPartitions _bands;
    private readonly ulong[] _bins = new ulong[Bins];
    private long _texts;

    internal NearDuplicates(int rowsInMemory)
    {
        _rowsInMemory = rowsInMemory;
        _bands = new(rowsInMemory, new FirstOfEach().Keep);
    }

    [SkipLocalsInit]
    internal void Add(ReadOnlySpan<byte> text, ulong hash, long row)
    {
        Array.Fill(_bins, ulong.MaxValue);
        var (words, previous) = (0, 0UL);
        for (var position = 0; ; words++)
        {
            var word = Words.Next(text, ref position);
            if (word.IsEmpty) break;
            var current = Words.Hash(word);
            if (words > 0) AddPair(previous, current);
            previous = current;
        }

        if (words < FewestWords) return;
        _texts++;
        Fill();
        for (var band = 0; band < Bands; band++)
        {
            UInt128 key = (ulong)band;
            for (var i = 0; i < BinsOfBand; i++) key = (key * Multiplier) + _bins[(band * BinsOfBand) + i];
            // The last multiplication spreads what the last bin brought over the highest bits, which choose the partition.
            key = (key ^ (key >> 64)) * Multiplier;
            _bands.Add(key, new(key, row, (int)(hash >> 40)));
        }
    }

    /// <summary>Compares all.</summary>
    internal NearDuplicateFacts ToFacts(CancellationToken token)
    {
        var rows = new HashSet<long>();
        // By band, the first text that had it.
        var first = new Dictionary<UInt128, int>();
        var isFull = false;
        for (var partition = 0; partition < HashPartitions.Count && !isFull; partition++)
        {
            token.ThrowIfCancellationRequested();
            first.Clear();
            _bands.Read(partition, entries =>
            {
                foreach (var entry in entries)
                {
                    ref var tag = ref CollectionsMarshal.GetValueRefOrAddDefault(first, entry.Untagged, out var exists);
                    if (!exists) tag = entry.Tag;
                    else if (tag != entry.Tag) rows.Add(entry.Row);
                }

                isFull = first.Count > _rowsInMemory || rows.Count > _rowsInMemory;
                return !isFull;
            });
        }

        var gap = isFull ? $"there are more texts than duplicateRowsInMemory ({_rowsInMemory}) allows" : null;
        return new(_texts, rows.Count, [.. rows.Order().Take(Occurrences.MaximumRows)], gap);
    }

    public void Dispose() => _bands.Dispose();

    private static UInt128 Multiplier => new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    private void AddPair(ulong first, ulong second)
    {
        var high = Math.BigMul(first ^ 0x9E3779B97F4A7C15, second ^ 0xC2B2AE3D27D4EB4F, out var low);
        var pair = high ^ low;
        ref var bin = ref _bins[pair >> BinShift];
        if (pair < bin) bin = pair;
    }

    /// <summary>Bins that no pair fell into take what the next filled one has, and their distance to it (Shrivastava and Li, 2014).</summary>
    private void Fill()
    {
        var last = Array.FindIndex(_bins, b => b != ulong.MaxValue);
        var value = _bins[last];
        var distance = (ulong)last;
        for (var i = Bins - 1; i >= 0; i--)
        {
            distance++;
            if (_bins[i] != ulong.MaxValue) (value, distance) = (_bins[i], 0);
            else _bins[i] = value + (distance * 0x9E3779B97F4A7C15);
        }
    }
}
