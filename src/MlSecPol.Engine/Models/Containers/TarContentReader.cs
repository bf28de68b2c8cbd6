using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Tar;
using MlSecPol.Engine.Models.PyTorch;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads a tar archive: its entries, then the content of each whose beginning shows something that can be read.</summary>
internal static class TarContentReader
{
    /// <returns>What the entries show the archive to be, and where it ends.</returns>
    internal static (ArtifactFormat Format, long Owned) Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        facts.ContainersRead++;
        facts.Examine(ModelAspect.EmbeddedCode);
        var table = TarTable.Read(content, facts.Limits, facts.Token);
        foreach (var oddity in table.Oddities)
            facts.AddOddity(oddity.Kind, oddity.Member is null ? member : ContentReader.Inside(member, oddity.Member), oddity.Offset, oddity.Detail);
        if (table.Break is { } cause)
        {
            facts.AddGap(cause, member, table.End);
            facts.AddOddity(ContainerOddityKind.Broken, member, table.End, cause.Message);
        }

        var isTorch = table.Members.Any(m => m.Name == "pickle") && table.Members.Any(m => m.Name is "storages" or "tensors");
        var isServed = table.Members.Any(m => m.Name == "MAR-INF/MANIFEST.json");
        foreach (var entry in table.Members)
        {
            facts.Token.ThrowIfCancellationRequested();
            var path = ContentReader.Inside(member, entry.Name);
            if (isTorch && entry.Name == "storages") TorchTarReader.ReadStorages(content.Slice(entry.DataOffset, entry.Size), path, depth, facts);
            else if (isTorch && entry.Name == "tensors") TorchTarReader.ReadTensors(content.Slice(entry.DataOffset, entry.Size), path, depth, facts);
            else ReadEntry(content, entry, path, depth, facts);
        }

        if (table.End < content.Length && table.Break is null && !otherReadings) UnownedReader.Read(content, new ByteRange(table.End, content.Length), member, depth, facts);
        return (isTorch ? ArtifactFormat.TorchTar : isServed ? ArtifactFormat.TorchServe : ArtifactFormat.Tar, table.End);
    }

    private static void ReadEntry(ByteSource content, TarMember entry, string path, int depth, FactsBuilder facts)
    {
        if (entry.IsSparse) facts.AddGap(CoverageGapKind.Unsupported, path, 0, "The entry is stored with holes (sparse); only what is stored was looked at, not where the holes are.");
        MemberReader.Read(content.Slice(entry.DataOffset, entry.Size), entry.Name, path, depth, facts);
    }
}
