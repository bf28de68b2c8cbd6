namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Kinds of tokens of protobuf's text form.</summary>
internal enum TextTokenKind
{
    /// <summary>The text is over.</summary>
    End,

    /// <summary>A name, a number or the name of a constant.</summary>
    Word,

    /// <summary>A quoted text, adjacent ones joined.</summary>
    Text,

    /// <summary>A bracket or another sign.</summary>
    Mark,

    /// <summary>Something that the form does not allow.</summary>
    Bad,
}
