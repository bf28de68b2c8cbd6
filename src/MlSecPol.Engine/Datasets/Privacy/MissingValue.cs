namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>How a missing value of a quasi-identifier counts.</summary>
public enum MissingValue
{
    /// <summary>As a value of its own: rows that lack it are alike.</summary>
    OwnValue,

    /// <summary>As any value: a row that lacks it is like every row that agrees with it otherwise, as sdcMicro has it.</summary>
    Wildcard,
}
