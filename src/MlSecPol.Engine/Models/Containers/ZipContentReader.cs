using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.PyTorch;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads a zip archive: its tables, then every member whose beginning shows something that can be read.</summary>
internal static class ZipContentReader
{
    /// <returns>What the members show the archive to be.</returns>
    internal static ArtifactFormat Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        facts.ContainersRead++;
        facts.Examine(ModelAspect.EmbeddedCode);
        var table = ZipTable.Read(content, facts.Limits, facts.Token);
        foreach (var oddity in table.Oddities)
            facts.AddOddity(oddity.Kind, oddity.Member is null ? member : ContentReader.Inside(member, oddity.Member), oddity.Offset, oddity.Detail);
        if (!table.IsComplete)
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The archive has more than {facts.Limits.MembersPerArchive} members (limit {nameof(ArtifactLimits.MembersPerArchive)}).");
        if (!table.HasDirectory)
            facts.AddGap(CoverageGapKind.Truncated, member, content.Length, "The archive has no central directory; its end is missing.");

        var layout = ZipLayout.Of(table.Members);
        var members = new ZipMemberReader(content, member, depth, facts, layout);
        foreach (var entry in table.Members)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (!entry.IsFolder) members.Read(entry);
        }

        TorchArchive.CompareStorages(layout, table.Members, members.Programs, member, facts);
        foreach (var range in table.Unowned)
        {
            // Where the same bytes have another reading from their beginning, what stands before the archive is that reading's.
            if (otherReadings && range.Start == 0) continue;
            UnownedReader.Read(content, range, member, depth, facts);
        }

        // The comment belongs to the end record; a loader that seeks there finds what it likes.
        foreach (var record in ZipEndRecord.FindAll(content)) HiddenPickleReader.Read(content.Slice(0, record.End), record.Comment, member, facts);
        return layout.Format;
    }
}
