namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>What one value is by the way it is written.</summary>
internal enum ValueKind
{
    /// <summary>True or false in words.</summary>
    Boolean,

    /// <summary>A whole number of at most 15 digits.</summary>
    Integer,

    /// <summary>A whole number of 16 digits or more.</summary>
    LongInteger,

    /// <summary>A number with a decimal point.</summary>
    Decimal,

    /// <summary>A number with an exponent.</summary>
    Double,

    /// <summary>NaN or infinity.</summary>
    NotFinite,

    /// <summary>Digits behind needless zeros.</summary>
    LeadingZeros,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day with a time.</summary>
    DateTime,

    /// <summary>Written like a date that no calendar has.</summary>
    ImpossibleDate,

    /// <summary>Anything else.</summary>
    Text,
}
