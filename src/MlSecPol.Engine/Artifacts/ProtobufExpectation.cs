namespace MlSecPol.Engine.Artifacts;

/// <summary>What a field must hold, for content to be taken for a message of a format.</summary>
internal enum ProtobufExpectation
{
    /// <summary>Any value of any type.</summary>
    Anything,

    /// <summary>A varint.</summary>
    Number,

    /// <summary>Any bytes.</summary>
    Bytes,

    /// <summary>Text without control characters.</summary>
    Text,

    /// <summary>The name of an operation, a layer or a node.</summary>
    Identifier,

    /// <summary>Text that begins with a digit.</summary>
    Version,

    /// <summary>The identifier of a Keras object.</summary>
    KerasIdentifier,

    /// <summary>A message.</summary>
    Message,
}
