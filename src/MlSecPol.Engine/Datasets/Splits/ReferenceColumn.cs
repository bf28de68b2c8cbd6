using System.Globalization;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>What is kept of a column of the reference.</summary>
internal sealed class ReferenceColumn
{
    /// <summary>Different values that are kept; a column with more is no category.</summary>
    internal const int MostValues = 1000;

    private const int RowsPerValue = 5;
    private HashSet<ulong>? _values = [];

    /// <summary>Values.</summary>
    internal long Count { get; private set; }

    /// <summary>The latest of its dates in seconds since 1970; null without any.</summary>
    internal double? Latest { get; private set; }

    /// <summary>Rows whose value is the number of the row, from 0 or from 1.</summary>
    internal long Counted { get; private set; }

    /// <summary>The values, when they are few enough, and come again often enough, to be categories.</summary>
    internal IReadOnlySet<ulong>? Categories => _values is { } values && values.Count * RowsPerValue <= Count ? values : null;

    internal void Add(ReadOnlySpan<byte> value, long row)
    {
        Count++;
        if (_values is not null && _values.Add(ValueHash.Of(value)) && _values.Count > MostValues) _values = null;
        if (IsCounter(value, row)) Counted++;
        if (DateOf(value) is { } seconds && (Latest is null || seconds > Latest)) Latest = seconds;
    }

    /// <summary>Whether a value is the number of its row, from 0 or from 1.</summary>
    internal static bool IsCounter(ReadOnlySpan<byte> value, long row) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (number == row || number == row - 1);

    /// <summary>The date that a value is, in seconds since 1970.</summary>
    internal static double? DateOf(ReadOnlySpan<byte> value) =>
        char.IsAsciiDigit((char)value[0]) && ValueClassifier.Classify(value, out _, out var seconds) is ValueKind.Date or ValueKind.DateTime ? seconds : null;
}
