namespace MlSecPol.Engine.Models.RData;

/// <summary>When code that stands in R data would run.</summary>
internal enum RScope
{
    /// <summary>Not by itself: a call that is kept as data.</summary>
    Data,

    /// <summary>When somebody calls the function.</summary>
    Function,

    /// <summary>When the variable in an environment that captured it is asked for.</summary>
    CapturedPromise,

    /// <summary>When the object is looked at.</summary>
    LoosePromise,
}
