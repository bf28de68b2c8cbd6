namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>What a field of a protobuf message holds.</summary>
internal enum ProtoKind
{
    /// <summary>A number written as a varint: integers, truth values, enumerations.</summary>
    Integer,

    /// <summary>Text, or bytes whose beginning is of interest.</summary>
    Text,

    /// <summary>Bytes that are skipped, whatever their number.</summary>
    Blob,

    /// <summary>Numbers that are skipped, packed or one by one.</summary>
    Numbers,

    /// <summary>Another message.</summary>
    Message,
}
