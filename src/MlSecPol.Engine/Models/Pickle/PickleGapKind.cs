namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Why the analysis of a pickle stopped early.</summary>
public enum PickleGapKind
{
    /// <summary>The content ends inside a program.</summary>
    Truncated,

    /// <summary>An instruction that the unpickler would refuse.</summary>
    Malformed,

    /// <summary>A limit was reached.</summary>
    Limit,
}
