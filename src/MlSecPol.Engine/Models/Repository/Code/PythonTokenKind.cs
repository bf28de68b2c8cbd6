namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Kinds of tokens of Python source.</summary>
internal enum PythonTokenKind
{
    /// <summary>An identifier or keyword.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string or bytes literal whose value stands in the source.</summary>
    Text,

    /// <summary>A formatted string; the tokens of its expressions follow it, in their braces.</summary>
    FormattedText,

    /// <summary>An operator, bracket or separator.</summary>
    Operator,

    /// <summary>The end of a logical line.</summary>
    LineEnd,
}
