namespace MlSecPol.Engine.Datasets;

/// <summary>How the characters of a text are written as bytes.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, which includes ASCII.</summary>
    Utf8,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32, low byte first.</summary>
    Utf32LittleEndian,

    /// <summary>UTF-32, high byte first.</summary>
    Utf32BigEndian,
}
