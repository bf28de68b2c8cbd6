using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>What can be said of values without knowing each: kinds, sums, distributions, lengths.</summary>
internal sealed class ValueStatistics(StatisticsBounds bounds)
{
    private QuantileSketch? _numbers;
    private QuantileSketch? _dates;
    private QuantileSketch? _lengths;

    internal TypeCounts Types { get; private set; } = new();

    internal ExactMoments Moments { get; private set; } = new();

    /// <summary>The finite numbers; null without any. Codes with leading zeros are none.</summary>
    internal QuantileSketch? Numbers => _numbers;

    /// <summary>The dates in seconds since 1970; null without any.</summary>
    internal QuantileSketch? Dates => _dates;

    /// <summary>Lengths in characters of the values that are neither number nor date; null without any.</summary>
    internal QuantileSketch? Lengths => _lengths;

    internal long Zeros { get; private set; }

    internal long Negatives { get; private set; }

    internal void Add(ReadOnlySpan<byte> value)
    {
        var kind = ValueClassifier.Classify(value, out var number, out var seconds);
        Types.Add(kind);
        switch (kind)
        {
            case ValueKind.Integer or ValueKind.LongInteger or ValueKind.Decimal or ValueKind.Double:
                Moments.Add(number);
                (_numbers ??= NewSketch()).Add(number.Value);
                CountSign(number.Value, 1);
                break;
            case ValueKind.Date or ValueKind.DateTime:
                (_dates ??= NewSketch()).Add(seconds);
                break;
            case ValueKind.Text or ValueKind.LeadingZeros:
                (_lengths ??= NewSketch()).Add(Characters(value));
                break;
        }
    }

    /// <summary>Adds a value as often as told; the same as adding it that many times.</summary>
    internal void Add(ReadOnlySpan<byte> value, long times)
    {
        var kind = ValueClassifier.Classify(value, out var number, out var seconds);
        Types.Add(kind, times);
        switch (kind)
        {
            case ValueKind.Integer or ValueKind.LongInteger or ValueKind.Decimal or ValueKind.Double:
                Moments.Add(number, times);
                (_numbers ??= NewSketch()).Add(number.Value, times);
                CountSign(number.Value, times);
                break;
            case ValueKind.Date or ValueKind.DateTime:
                (_dates ??= NewSketch()).Add(seconds, times);
                break;
            case ValueKind.Text or ValueKind.LeadingZeros:
                (_lengths ??= NewSketch()).Add(Characters(value), times);
                break;
        }
    }

    internal void Merge(ValueStatistics other)
    {
        Types.Merge(other.Types);
        Moments.Merge(other.Moments);
        Zeros += other.Zeros;
        Negatives += other.Negatives;
        Merge(ref _numbers, other._numbers);
        Merge(ref _dates, other._dates);
        Merge(ref _lengths, other._lengths);
    }

    internal void Write(BinaryWriter writer)
    {
        Types.Write(writer);
        Moments.Write(writer);
        writer.Write7BitEncodedInt64(Zeros);
        writer.Write7BitEncodedInt64(Negatives);
        foreach (var sketch in (ReadOnlySpan<QuantileSketch?>)[_numbers, _dates, _lengths])
        {
            writer.Write(sketch is not null);
            sketch?.Write(writer);
        }
    }

    internal static ValueStatistics Read(StateReader reader, StatisticsBounds bounds)
    {
        var statistics = new ValueStatistics(bounds)
        {
            Types = TypeCounts.Read(reader),
            Moments = ExactMoments.Read(reader),
            Zeros = reader.Count(),
            Negatives = reader.Count(),
        };
        statistics._numbers = ReadSketch();
        statistics._dates = ReadSketch();
        statistics._lengths = ReadSketch();
        return statistics;

        QuantileSketch? ReadSketch() => reader.Boolean() ? QuantileSketch.Read(reader, bounds.SketchValues, bounds.SketchBuckets) : null;
    }

    /// <summary>Code points of a value: the bytes that do not continue one.</summary>
    internal static int Characters(ReadOnlySpan<byte> value)
    {
        if (Ascii.IsValid(value)) return value.Length;
        var continued = 0;
        var at = 0;
        for (; at <= value.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var block = Vector128.Create(value[at..]);
            var isContinuation = Vector128.Equals(block & Vector128.Create((byte)0xC0), Vector128.Create((byte)0x80));
            continued += BitOperations.PopCount(isContinuation.ExtractMostSignificantBits());
        }

        for (; at < value.Length; at++)
        {
            if ((value[at] & 0xC0) == 0x80) continued++;
        }

        return value.Length - continued;
    }

    private QuantileSketch NewSketch() => new(bounds.SketchValues, bounds.SketchBuckets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountSign(double value, long times)
    {
        if (value < 0) Negatives += times;
        else if (value == 0) Zeros += times;
    }

    private void Merge(ref QuantileSketch? own, QuantileSketch? other)
    {
        if (other is not null) (own ??= NewSketch()).Merge(other);
    }
}
