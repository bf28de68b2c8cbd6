namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>Types of fields of a JSON Table Schema.</summary>
public enum FieldType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Text.</summary>
    String,

    /// <summary>A number, with a fraction or not.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON array.</summary>
    Array,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A date with a time.</summary>
    DateTime,

    /// <summary>A year.</summary>
    Year,

    /// <summary>A month of a year.</summary>
    YearMonth,

    /// <summary>A duration of ISO 8601.</summary>
    Duration,

    /// <summary>Longitude and latitude.</summary>
    GeoPoint,

    /// <summary>A GeoJSON object.</summary>
    GeoJson,
}
