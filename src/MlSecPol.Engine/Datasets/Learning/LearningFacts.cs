namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>What the rows show of the label and its features.</summary>
public sealed record LearningFacts
{
    /// <summary>The column that is taken for the label.</summary>
    public required string Label { get; init; }

    /// <summary>Whether the label is a number of many values; its eighths are then the classes of <see cref="Features"/>.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether the label has more values than can be told apart, 4,096.</summary>
    public bool HasTooManyClasses { get; init; }

    /// <summary>The classes, the commonest first; none for a label of numbers.</summary>
    public IReadOnlyList<LabelClass> Classes { get; init; } = [];

    /// <summary>Rows without a label.</summary>
    public long Unlabelled { get; init; }

    /// <summary>Rows with a label.</summary>
    public long Labelled { get; init; }

    /// <summary>Groups of rows whose features are equal and whose labels are not.</summary>
    public long Conflicts { get; init; }

    /// <summary>The first rows of such groups, from 1.</summary>
    public IReadOnlyList<long> ConflictingRows { get; init; } = [];

    /// <summary>Why not all rows were compared; null when all were.</summary>
    public string? ConflictGap { get; init; }

    /// <summary>Columns that name rows and were left out of the comparison of features.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The features by what they tell of the label, the most telling first.</summary>
    public IReadOnlyList<PredictiveFeature> Features { get; init; } = [];

    /// <summary>The estimate of wrong labels.</summary>
    public LabelNoiseEstimate Noise { get; init; } = LabelNoiseEstimate.None("there is no label");

    /// <summary>Signs of poisoned rows.</summary>
    public IReadOnlyList<PoisonIndicator> Poison { get; init; } = [];

    /// <summary>Whether there were more words than could be counted, so that rare ones were forgotten.</summary>
    public bool AreWordsForgotten { get; init; }

    /// <summary>Rows of the sample behind <see cref="Noise"/> and <see cref="Poison"/>.</summary>
    public int SampledRows { get; init; }
}
