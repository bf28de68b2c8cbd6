using System.Globalization;

namespace MlSecPol;

/// <summary>How well classes of rows hide a sensitive value; the worst class counts.</summary>
public sealed record SensitiveColumn
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Different values in the table; a missing one is a value of its own.</summary>
    public required long Values { get; init; }

    /// <summary>Distinct l-diversity: fewest different values in a class.</summary>
    public required long DistinctDiversity { get; init; }

    /// <summary>Entropy l-diversity: least effective number of values in a class, e to the entropy.</summary>
    public required double EntropyDiversity { get; init; }

    /// <summary>Recursive (c, l)-diversity holds for every c above this, with l as stated; null where a class has fewer than l values.</summary>
    public required double? RecursiveC { get; init; }

    /// <summary>t-closeness where all values are equally far from each other: the largest distance between a class and the table.</summary>
    public required double Closeness { get; init; }

    /// <summary>t-closeness where the values have an order; null where not all are numbers.</summary>
    public required double? OrderedCloseness { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Column}: distinct l {DistinctDiversity}, entropy l {EntropyDiversity:0.###}, recursive c {(RecursiveC is { } c ? "> " + c.ToString("0.###", CultureInfo.InvariantCulture) : "none")}, t {Closeness:0.###}{(OrderedCloseness is { } o ? " (ordered " + o.ToString("0.###", CultureInfo.InvariantCulture) + ")" : string.Empty)}");
}
