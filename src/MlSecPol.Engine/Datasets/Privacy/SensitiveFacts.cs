namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>How well classes hide a sensitive value: the worst of all classes.</summary>
/// <param name="Column">The column.</param>
public sealed record SensitiveFacts(string Column)
{
    /// <summary>Different values in the table; a missing value is one of its own.</summary>
    public long Values { get; init; }

    /// <summary>Fewest different values in a class.</summary>
    public long DistinctDiversity { get; init; }

    /// <summary>Least effective number of values in a class, e to the entropy.</summary>
    public double EntropyDiversity { get; init; }

    /// <summary>Every class is recursively (c, l)-diverse for any c above this one, with l of the settings; null where a class has fewer than l values.</summary>
    public double? RecursiveC { get; init; }

    /// <summary>Largest distance between a class and the table where all values are equally far from each other.</summary>
    public double Closeness { get; init; }

    /// <summary>The same where values have an order; null where not all are numbers.</summary>
    public double? OrderedCloseness { get; init; }

    /// <summary>Classes with fewer than the accepted different values.</summary>
    public long ClassesBelowDiversity { get; init; }

    /// <summary>Classes farther from the table than accepted.</summary>
    public long ClassesBeyondCloseness { get; init; }

    /// <summary>Why nothing can be said, in a whole sentence; null where it can.</summary>
    public string? Gap { get; init; }
}
