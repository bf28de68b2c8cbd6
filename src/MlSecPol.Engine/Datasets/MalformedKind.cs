namespace MlSecPol.Engine.Datasets;

/// <summary>Ways in which a record breaks the rules of its format.</summary>
public enum MalformedKind
{
    /// <summary>A quoted cell is not closed before the end of the file (RFC 4180, section 2).</summary>
    UnterminatedQuote,

    /// <summary>Text follows the closing quote of a cell.</summary>
    TextAfterClosingQuote,

    /// <summary>A quote stands inside a cell that is not quoted; readers agree on it, RFC 4180 does not allow it.</summary>
    StrayQuote,

    /// <summary>A NUL byte stands in a record: many readers end the text there.</summary>
    NulByte,

    /// <summary>A line is no valid JSON (RFC 8259).</summary>
    InvalidJson,

    /// <summary>A line is valid JSON but no object.</summary>
    NotAnObject,

    /// <summary>An object names a member twice; readers disagree on which one counts.</summary>
    DuplicateMember,

    /// <summary>A JSON string holds an escaped half of a surrogate pair or bytes that are no text.</summary>
    InvalidString,
}
