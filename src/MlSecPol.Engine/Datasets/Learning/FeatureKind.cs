namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>What the values of a feature are, as far as the first rows show.</summary>
internal enum FeatureKind
{
    /// <summary>Names the row, and is no feature.</summary>
    Key,

    /// <summary>Numbers, cut into intervals that hold about as many of the first rows each.</summary>
    Number,

    /// <summary>One of few values.</summary>
    Category,

    /// <summary>Words.</summary>
    Text,
}
