namespace MlSecPol.Engine.Models.Code;

/// <summary>What a piece of source text is.</summary>
internal enum SourceTokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    /// <summary>A name or a keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string or bytes literal, its prefix and quotes included.</summary>
    String,

    /// <summary>One character of punctuation.</summary>
    Sign,

    /// <summary>The end of a statement's line, outside of brackets.</summary>
    Line,
}
