namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>A field in the definition of a message.</summary>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">The message and the name, <c>NodeDef.op</c>.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRepeated">Whether it may stand more than once.</param>
/// <param name="Ordinal">Its place in the definition, from 0.</param>
internal sealed record ProtoField(int Number, string Name, string FullName, ProtoKind Kind, bool IsRepeated, int Ordinal)
{
    /// <summary>The message that it holds; null for other kinds.</summary>
    internal ProtoMessage? Message { get; set; }

    /// <summary>Whether the wire type can carry the kind; readers of the format treat others as unknown fields.</summary>
    internal bool Takes(int wireType) => Kind switch
    {
        ProtoKind.Integer => wireType == WireType.Varint || (wireType == WireType.Bytes && IsRepeated),
        ProtoKind.Numbers => wireType is WireType.Varint or WireType.Fixed32 or WireType.Fixed64 or WireType.Bytes,
        _ => wireType == WireType.Bytes,
    };
}
