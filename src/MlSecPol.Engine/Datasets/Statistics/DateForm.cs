namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>What a text is as a date.</summary>
internal enum DateForm
{
    /// <summary>Not a date.</summary>
    None,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day with a time.</summary>
    DateTime,

    /// <summary>Written like a date, but no calendar has it.</summary>
    Impossible,
}
