using System.Runtime.InteropServices;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>The values of a sensitive column in the whole table: how often each occurs, and their order where all are numbers.</summary>
internal sealed class SensitiveValues
{
    private const int MostValues = 1_000_000;

    private readonly Dictionary<ulong, (long Count, double Number)> _values = [];
    private bool _isNumeric = true;

    /// <summary>Whether there were more different values than are kept, so that nothing can be said.</summary>
    internal bool IsTooMany { get; private set; }

    internal long Count { get; private set; }

    internal int Distinct => _values.Count;

    /// <summary>Whether the values have an order: all are numbers.</summary>
    internal bool IsOrdered => _isNumeric && _values.Count > 1;

    internal void Add(ReadOnlySpan<byte> value, ulong hash)
    {
        Count++;
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, hash, out var exists);
        known.Count++;
        if (exists) return;
        if (_values.Count > MostValues)
        {
            IsTooMany = true;
            _values.Remove(hash);
            return;
        }

        _isNumeric &= NumberText.TryParse(value, out double number) && double.IsFinite(number);
        known.Number = _isNumeric ? number : 0;
    }

    internal double ShareOf(ulong hash) => (double)_values[hash].Count / Count;

    /// <summary>The values in ascending order; equal numbers that are written differently are one.</summary>
    internal SensitiveOrder Order() => new(_values, Count);
}
