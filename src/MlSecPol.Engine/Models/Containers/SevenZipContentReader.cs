using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.SevenZip;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads a 7z archive: its table, then folder by folder, each expanded once, every file in it.</summary>
internal static class SevenZipContentReader
{
    private const long LongestChecked = 64 << 20;

    /// <returns>Where the archive ends.</returns>
    internal static long Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        facts.ContainersRead++;
        facts.Examine(ModelAspect.EmbeddedCode);
        SevenZipTable table;
        try
        {
            table = SevenZipTable.Read(content, facts.Budget, facts.Token);
        }
        catch (ArtifactException e)
        {
            facts.AddGap(e, member, 0);
            facts.AddOddity(e.Kind == ArtifactErrorKind.Encrypted ? ContainerOddityKind.Encrypted : ContainerOddityKind.Broken, member, 0, e.Message);
            return content.Length;
        }

        AddOddNames(table, member, facts);
        foreach (var folder in table.Members.Where(m => m.Folder >= 0).GroupBy(m => m.Folder)) ReadFolder(content, table, folder.Key, [.. folder], member, depth, facts);
        return ReadUnowned(content, table, member, depth, facts, otherReadings);
    }

    private static void ReadFolder(ByteSource content, SevenZipTable table, int number, IReadOnlyList<SevenZipMember> files, string? member, int depth, FactsBuilder facts)
    {
        facts.Token.ThrowIfCancellationRequested();
        var first = ContentReader.Inside(member, files[0].Name);
        var expanded = SevenZipExpander.Expand(content, table, number, facts.Budget, facts.Token);
        using var plain = expanded.Content;
        if (expanded.Break is { } cause)
        {
            facts.AddGap(cause, first, plain.Length);
            facts.AddOddity(
                cause.Kind switch { ArtifactErrorKind.Encrypted => ContainerOddityKind.Encrypted, ArtifactErrorKind.LimitReached => ContainerOddityKind.Bomb, _ => ContainerOddityKind.Broken },
                first,
                null,
                cause.Message);
        }

        foreach (var file in files)
        {
            facts.Token.ThrowIfCancellationRequested();
            var path = ContentReader.Inside(member, file.Name);
            if (file.Offset >= plain.Length && file.Size > 0) continue;
            var data = plain.Slice(file.Offset, file.Size);
            if (file.Crc is { } crc && data.Length == file.Size && file.Size <= LongestChecked && Checksum(data, facts.Token) != crc)
                facts.AddOddity(ContainerOddityKind.ChecksumMismatch, path, null, $"'{file.Name}' has another checksum than the header states.");
            MemberReader.Read(data, file.Name, path, depth, facts);
        }
    }

    private static void AddOddNames(SevenZipTable table, string? member, FactsBuilder facts)
    {
        var odd = new List<ContainerOddity>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in table.Members)
        {
            MemberName.AddOddities(odd, file.Name, 0);
            if (file.Folder >= 0 && !seen.Add(file.Name))
                odd.Add(new ContainerOddity(ContainerOddityKind.DuplicateName, file.Name, null, $"'{file.Name}' stands in the archive twice; the later one replaces the earlier when unpacked."));
        }

        foreach (var oddity in odd) facts.AddOddity(oddity.Kind, ContentReader.Inside(member, oddity.Member!), null, oddity.Detail);
    }

    private static long ReadUnowned(ByteSource content, SevenZipTable table, string? member, int depth, FactsBuilder facts, bool otherReadings)
    {
        var owned = new RangeMap(content.Length);
        owned.Own(0, SevenZipTable.SignatureLength);
        owned.Own(table.HeaderRange.Start, table.HeaderRange.End);
        foreach (var range in table.PackedHeaders) owned.Own(range.Start, range.End);
        for (var i = 0; i < table.PackSizes.Count; i++) owned.Own(table.PackStarts[i], table.PackStarts[i] + table.PackSizes[i]);
        foreach (var range in owned.Unowned())
        {
            if (range.End < content.Length || !otherReadings) UnownedReader.Read(content, range, member, depth, facts);
        }

        return Math.Max(table.HeaderRange.End, SevenZipTable.SignatureLength);
    }

    private static uint Checksum(ByteSource data, CancellationToken token)
    {
        var crc = new Crc32();
        var buffer = new byte[1 << 14];
        long at = 0;
        for (int read; (read = data.Read(at, buffer)) > 0; at += read)
        {
            token.ThrowIfCancellationRequested();
            crc.Append(buffer.AsSpan(0, read));
        }

        return crc.GetCurrentHashAsUInt32();
    }
}
