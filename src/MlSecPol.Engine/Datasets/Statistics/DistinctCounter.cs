using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// Counts different values by their 64-bit hashes: exactly up to a limit, then by a HyperLogLog of 4,096 registers with a standard error of 1.6 %
/// (estimator of Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017). The state follows from the set of values alone.
/// </summary>
internal sealed class DistinctCounter(int exactLimit)
{
    private const int IndexBits = 12;
    private const int Registers = 1 << IndexBits;
    private const int RankBits = 64 - IndexBits;

    private HashSet<ulong>? _exact = [];
    private byte[]? _registers;

    /// <summary>Relative standard error of an estimate.</summary>
    internal static double StandardError => 1.04 / Math.Sqrt(Registers);

    internal bool IsExact => _registers is null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ulong hash)
    {
        if (_registers is { } registers) Register(registers, hash);
        else if (_exact!.Add(hash) && _exact.Count > exactLimit) Estimate();
    }

    internal long Count() => _registers is null ? _exact!.Count : (long)Math.Round(Cardinality());

    internal void Merge(DistinctCounter other)
    {
        if (other._registers is not { } theirs)
        {
            foreach (var hash in other._exact!) Add(hash);
            return;
        }

        if (_registers is null) Estimate();
        for (var i = 0; i < Registers; i++) _registers![i] = Math.Max(_registers[i], theirs[i]);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_registers is not null);
        if (_registers is not null)
        {
            writer.Write(_registers);
            return;
        }

        writer.Write7BitEncodedInt(_exact!.Count);
        foreach (var hash in _exact.Order()) writer.Write(hash);
    }

    internal static DistinctCounter Read(StateReader reader, int exactLimit)
    {
        var counter = new DistinctCounter(exactLimit);
        if (reader.Boolean())
        {
            counter._exact = null;
            counter._registers = new byte[Registers];
            for (var i = 0; i < Registers; i++)
            {
                counter._registers[i] = reader.Byte();
                if (counter._registers[i] > RankBits + 1) throw StateReader.Broken();
            }

            return counter;
        }

        for (var left = reader.Count(exactLimit); left > 0; left--) counter.Add(reader.Hash());
        return counter;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Register(byte[] registers, ulong hash)
    {
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        ref var register = ref registers[hash >> RankBits];
        if (rank > register) register = rank;
    }

    private void Estimate()
    {
        _registers = new byte[Registers];
        foreach (var hash in _exact!) Register(_registers, hash);
        _exact = null;
    }

    private double Cardinality()
    {
        Span<int> counts = stackalloc int[RankBits + 2];
        foreach (var register in _registers!) counts[register]++;
        var z = Registers * Tau(1 - ((double)counts[RankBits + 1] / Registers));
        for (var k = RankBits; k >= 1; k--) z = 0.5 * (z + counts[k]);
        z += Registers * Sigma((double)counts[0] / Registers);
        return Registers * (Registers / (2 * Math.Log(2))) / z;
    }

    private static double Sigma(double x)
    {
        if (x == 1) return double.PositiveInfinity;
        var (y, z, before) = (1.0, x, double.NaN);
        while (z != before)
        {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1) return 0;
        var (y, z, before) = (1.0, 1 - x, double.NaN);
        while (z != before)
        {
            x = Math.Sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }

        return z / 3;
    }
}
