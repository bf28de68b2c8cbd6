using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.MessagePack;

/// <summary>Reads parameters in MessagePack as Flax writes them: maps down to arrays, whose shape, type and bytes have to agree.</summary>
internal static class MessagePackReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        using var cursor = new ByteCursor(content, facts.Token);
        new MessagePackWalk(content, cursor, member, depth, facts).Value(string.Empty, 0);
        if (cursor.Remaining > 0) UnownedReader.Read(content, new ByteRange(cursor.Position, content.Length), member, depth, facts);
    }
}
