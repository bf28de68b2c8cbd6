namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>How an operation makes its text of the texts that it is given.</summary>
internal enum TextFlow
{
    /// <summary>It hands on no text.</summary>
    None,

    /// <summary>It holds the text itself.</summary>
    Constant,

    /// <summary>It hands on what its first input is.</summary>
    First,

    /// <summary>It hands on what its second input is.</summary>
    Second,

    /// <summary>It hands on its second or its third input, as the first one says.</summary>
    Choice,

    /// <summary>It hands on any of its inputs.</summary>
    Any,

    /// <summary>It puts its inputs one behind the other.</summary>
    Joined,

    /// <summary>It puts its inputs into the places of a template.</summary>
    Formatted,

    /// <summary>It replaces parts of its first input.</summary>
    Replaced,

    /// <summary>It decodes base64.</summary>
    Decoded,

    /// <summary>It writes its first input in small letters.</summary>
    Small,
}
