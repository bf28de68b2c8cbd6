namespace MlSecPol;

/// <summary>The type of a column: the narrowest that holds its values.</summary>
public enum ColumnType
{
    /// <summary>No values.</summary>
    Empty,

    /// <summary>True and false, yes and no.</summary>
    Boolean,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers with a decimal point.</summary>
    Decimal,

    /// <summary>Numbers with an exponent, infinite ones among them.</summary>
    Double,

    /// <summary>Dates, with or without a time.</summary>
    Date,

    /// <summary>Anything else.</summary>
    Text,
}
