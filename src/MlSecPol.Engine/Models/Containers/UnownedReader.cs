using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Looks at bytes that no part of a format owns: notes them and reads them where they have a format of their own.</summary>
internal static class UnownedReader
{
    internal static void Read(ByteSource content, ByteRange range, string? member, int depth, FactsBuilder facts)
    {
        if (range.Length <= 0) return;
        var unowned = facts.AddUnowned(content, member, range.Start, range.End);
        if (!ContentReader.IsRead(unowned.Content)) return;
        var name = ContentReader.Inside(member, $"bytes at {range.Start}");
        ContentReader.Read(content.Slice(range.Start, range.Length), name, name, depth + 1, facts);
    }
}
