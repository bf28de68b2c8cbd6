namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>A place in a message, for findings.</summary>
internal interface IProtoPlace
{
    /// <summary>Offset of the value, or of the message, that was told last.</summary>
    long Offset { get; }

    /// <summary>The names and indices of the fields from the root to the current message, for example <c>graph.node[3]</c>.</summary>
    string Path { get; }
}
