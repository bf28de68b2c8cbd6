using System.Runtime.InteropServices;
using System.Text;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Numbers the classes of a label in the order in which they come; a label of many numbers is cut into intervals.</summary>
internal sealed class LabelColumn(int index, string name, double[]? edges)
{
    /// <summary>Classes that are told apart.</summary>
    internal const int MostClasses = 4096;

    private const int ShownLength = 40;

    private readonly Dictionary<ulong, int> _codes = [];
    private readonly List<(string Name, long Count)> _classes = [];

    internal int Index => index;

    internal string Name => name;

    /// <summary>Whether the label is a number of many values.</summary>
    internal bool IsNumber => edges is not null;

    /// <summary>Rows without a label.</summary>
    internal long Missing { get; private set; }

    /// <summary>Whether there are more classes than can be told apart.</summary>
    internal bool IsOverfull { get; private set; }

    /// <summary>Rows of the two halves by class, the last one standing for all further classes.</summary>
    internal long[,] Halves { get; } = new long[2, FeatureColumn.MostClasses];

    internal IReadOnlyList<(string Name, long Count)> Classes => _classes;

    /// <summary>The class of a label; -1 for none.</summary>
    internal int Encode(ReadOnlySpan<byte> value, int half)
    {
        value = value.Trim(" \t"u8);
        var code = value.IsEmpty ? -1 : IsNumber ? Interval(value) : Class(value);
        if (code < 0) Missing++;
        else Halves[half, Math.Min(code, FeatureColumn.MostClasses - 1)]++;
        return code;
    }

    private int Interval(ReadOnlySpan<byte> value)
    {
        if (!CellNumber.TryParse(value, out var number)) return -1;
        var at = Array.BinarySearch(edges!, number);
        return at < 0 ? ~at : at;
    }

    private int Class(ReadOnlySpan<byte> value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, ValueHash.Of(value), out var exists);
        if (!exists)
        {
            if (_classes.Count == MostClasses)
            {
                _codes.Remove(ValueHash.Of(value));
                IsOverfull = true;
                return -1;
            }

            code = _classes.Count;
            _classes.Add((Encoding.UTF8.GetString(value[..Math.Min(value.Length, ShownLength)]), 0));
        }

        _classes[code] = (_classes[code].Name, _classes[code].Count + 1);
        return code;
    }
}
