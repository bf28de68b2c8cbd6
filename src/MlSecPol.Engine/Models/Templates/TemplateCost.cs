namespace MlSecPol.Engine.Models.Templates;

/// <summary>Judges what a template costs its renderer by numbers that it writes itself: loops, repetitions, powers and paddings that exhaust time or memory.</summary>
internal sealed class TemplateCost(TemplateFindings findings)
{
    // A prompt has thousands of characters; ten million of anything is no prompt.
    private const long Most = 10_000_000;

    private static readonly string[] Paddings = ["center", "indent", "ljust", "rjust", "zfill", "expandtabs", "lipsum"];

    private readonly Stack<long> _loops = new();

    /// <summary>What a range holds, where its bounds are known.</summary>
    internal long? Range(IReadOnlyList<TemplateValue> arguments, int position)
    {
        if (arguments.Count is 0 or > 3 || arguments.Any(a => a.Integer is null)) return null;
        var start = arguments.Count > 1 ? arguments[0].Integer!.Value : 0;
        var stop = arguments.Count > 1 ? arguments[1].Integer!.Value : arguments[0].Integer!.Value;
        var step = arguments.Count > 2 ? arguments[2].Integer!.Value : 1;
        if (step == 0) return null;
        var count = (long)Int128.Clamp((((Int128)stop - start) / step) + 1, 0, long.MaxValue);
        if (count > Most) Add("range", $"goes through {count} numbers", position);
        return count;
    }

    /// <summary>Enters a loop, which is gone through as often as all loops around it together.</summary>
    internal void Enter(TemplateValue source, int position)
    {
        var times = Times(_loops.TryPeek(out var around) ? around : 1, Math.Max(source.Count ?? 1, 1));
        if (_loops.Count > 0 && times > Most && around <= Most) Add("loop", $"goes {times} times through loops that stand inside each other", position);
        _loops.Push(times);
    }

    internal void Leave() => _loops.Pop();

    /// <summary>The product of two values: a number, or a text or list over and over.</summary>
    internal long? Product(TemplateValue left, TemplateValue right, int position)
    {
        if (left.Integer is { } a && right.Integer is { } b) return (long)Int128.Clamp((Int128)a * b, long.MinValue, long.MaxValue);
        var (times, other) = left.Integer is not null ? (left.Integer, right) : (right.Integer, left);
        if (times is not { } count || other.Traits == TemplateTraits.Number || other.Integer is not null) return null;
        var length = other.Texts.Count > 0 ? other.Texts.Max(t => t.Length) : 1;
        if (Times(length, count) > Most) Add("repetition", $"repeats a text or list {count} times", position);
        return null;
    }

    /// <summary>A number to the power of another.</summary>
    internal long? Power(TemplateValue left, TemplateValue right, int position)
    {
        if (left.Integer is not { } number || right.Integer is not (>= 0 and { } exponent)) return null;
        if (exponent == 0) return 1;
        if (number is >= -1 and <= 1) return number < 0 && long.IsEvenInteger(exponent) ? 1 : number;
        if (exponent > Most) Add("power", $"computes a number to the power of {exponent}", position);
        Int128 power = 1;
        for (long i = 0; i < exponent && Int128.Abs(power) < long.MaxValue; i++) power *= number;
        return (long)Int128.Clamp(power, long.MinValue, long.MaxValue);
    }

    /// <summary>Filters, methods and functions that are told how much to make.</summary>
    internal void Padding(string name, IEnumerable<TemplateValue> arguments, int position)
    {
        if (Paddings.Contains(name) && arguments.Any(a => a.Integer > Most)) Add(name, $"has '{name}' make more than {Most} characters", position);
    }

    private static long Times(long a, long b) => (long)Int128.Clamp((Int128)a * b, 0, long.MaxValue);

    private void Add(string subject, string what, int position) =>
        findings.Add(HazardEffect.ExecuteLater, "exhaustion", subject, $"The template {what}: whoever renders it runs out of time or memory.", position);
}
