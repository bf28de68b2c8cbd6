namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>The low three bits of a tag.</summary>
internal static class WireType
{
    internal const int Varint = 0;
    internal const int Fixed64 = 1;
    internal const int Bytes = 2;
    internal const int GroupStart = 3;
    internal const int GroupEnd = 4;
    internal const int Fixed32 = 5;
}
