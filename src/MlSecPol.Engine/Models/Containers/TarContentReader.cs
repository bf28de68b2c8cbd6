using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Tar;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads a tar archive: its entries, then the content of each whose beginning shows something that can be read.</summary>
internal static class TarContentReader
{
    /// <returns>What the entries show the archive to be, and where it ends.</returns>
    internal static (ArtifactFormat Format, long Owned) Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        facts.ContainersRead++;
        var table = TarTable.Read(content, facts.Limits, facts.Token);
        foreach (var oddity in table.Oddities)
            facts.AddOddity(oddity.Kind, oddity.Member is null ? member : ContentReader.Inside(member, oddity.Member), oddity.Offset, oddity.Detail);
        if (table.Break is { } cause)
        {
            facts.AddGap(cause, member, table.End);
            facts.AddOddity(ContainerOddityKind.Broken, member, table.End, cause.Message);
        }

        var isTorch = table.Members.Any(m => m.Name == "pickle") && table.Members.Any(m => m.Name is "storages" or "tensors");
        foreach (var entry in table.Members)
        {
            facts.Token.ThrowIfCancellationRequested();
            var path = ContentReader.Inside(member, entry.Name);

            // Here small pickles alternate with raw numbers, so that what follows the first program is nobody's mistake.
            if (isTorch && entry.Name is "storages" or "tensors") facts.AddPickles(content.Slice(entry.DataOffset, entry.Size), path);
            else ReadEntry(content, entry, path, depth, facts);
        }

        if (isTorch) facts.AddGap(CoverageGapKind.Unsupported, member, 0, "The tensors of a PyTorch checkpoint in a tar archive are not read to their end.");
        if (table.End < content.Length && table.Break is null && !otherReadings) UnownedReader.Read(content, new ByteRange(table.End, content.Length), member, depth, facts);
        return (isTorch ? ArtifactFormat.TorchTar : ArtifactFormat.Tar, table.End);
    }

    private static void ReadEntry(ByteSource content, TarMember entry, string path, int depth, FactsBuilder facts)
    {
        if (entry.IsSparse)
        {
            facts.AddGap(CoverageGapKind.Unsupported, path, 0, "The entry is stored with holes (sparse), which is not read.");
            return;
        }

        var data = content.Slice(entry.DataOffset, entry.Size);
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> head = buffer[..data.Read(0, buffer)];
        var format = FormatDetector.Sniff(head, data.Length);
        if (ContentReader.IsRead(format) || ContentReader.ByName(entry.Name) is not null || (format == ArtifactFormat.Unknown && FormatDetector.WeakPickle(head, data.Length)))
            ContentReader.Read(data, path, entry.Name, depth + 1, facts);
        else if (!ContentReader.IsPlain(format))
            facts.AddGap(CoverageGapKind.Unsupported, path, 0, $"The entry is {(format == ArtifactFormat.Unknown ? "unrecognised content" : "of the format " + FormatCatalogue.Describe(format).DisplayName)}, which is not read.");
    }
}
