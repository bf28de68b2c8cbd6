namespace MlSecPol.Engine.Datasets;

/// <summary>The character between the cells of delimited text.</summary>
public enum Delimiter
{
    /// <summary>The one of tab, semicolon, vertical bar and comma that splits the first records most evenly.</summary>
    Auto,

    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A tab character.</summary>
    Tab,

    /// <summary>A vertical bar.</summary>
    VerticalBar,

    /// <summary>A colon.</summary>
    Colon,

    /// <summary>A blank.</summary>
    Blank,
}
