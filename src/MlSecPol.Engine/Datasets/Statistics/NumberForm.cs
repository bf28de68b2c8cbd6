namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>How a number is written.</summary>
internal enum NumberForm
{
    /// <summary>Not a number.</summary>
    None,

    /// <summary>Digits, at most 15.</summary>
    Integer,

    /// <summary>Digits, 16 or more: a double cannot hold all of them, and mostly they name something.</summary>
    LongInteger,

    /// <summary>Digits behind needless zeros: a code, not a quantity.</summary>
    LeadingZeros,

    /// <summary>Digits with a decimal point.</summary>
    Decimal,

    /// <summary>With an exponent.</summary>
    Scientific,

    /// <summary>NaN, infinity, or beyond what a double holds.</summary>
    NotFinite,
}
