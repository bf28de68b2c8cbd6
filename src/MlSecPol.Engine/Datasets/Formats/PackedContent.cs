using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Artifacts.Tar;
using MlSecPol.Engine.Artifacts.Zip;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Reads a dataset inside a compressed file or an archive: one member is one table, several are the parts of a dataset.</summary>
internal sealed class PackedContent(ContentReader reader, TableAccumulator table, DatasetSettings settings, ExpansionBudget budget, CancellationToken token)
{
    private readonly ArtifactLimits _limits = budget.Limits;

    /// <summary>Reads what is packed; the facts as they are where the format is no packing that is read.</summary>
    internal DatasetFacts Read(DatasetFacts facts, ByteSource source, int depth, IProgress<long>? bytesRead)
    {
        if (facts.DetectedFormat is not { } format) return facts;
        var isLayer = Decompressor.Reads(format);
        if (!isLayer && format is not (ArtifactFormat.Zip or ArtifactFormat.Tar)) return facts;
        if (depth >= settings.Formats.NestingDepth)
        {
            table.Gap ??= new($"containers stand inside each other deeper than the limit of {settings.Formats.NestingDepth} (nestingDepth)", Row: null, Offset: null);
            return facts;
        }

        return isLayer ? ReadLayer(facts, source, format, depth, bytesRead) : ReadArchive(facts, source, format, depth, bytesRead);
    }

    private DatasetFacts ReadLayer(DatasetFacts facts, ByteSource source, ArtifactFormat format, int depth, IProgress<long>? bytesRead)
    {
        var expanded = Decompressor.Expand(source, format, budget, token);
        using var content = expanded.Content;
        var name = InnerName(facts.Path);
        var inner = Read(content, name, depth, expanded.Break);
        if (expanded is { Break: null, TrailingOffset: { } trailing }) table.Gap ??= new($"behind the {facts.FormatName} something else begins", Row: null, trailing);
        bytesRead?.Report(source.Length);
        return Wrap(facts, inner, name);
    }

    private DatasetFacts Read(ByteSource content, string name, int depth, ArtifactException? breakOff)
    {
        var inner = reader.Read(content, name, depth + 1, bytesRead: null);
        if (breakOff is null) return inner;
        // What the damaged rest led the reader to believe is worth less than the damage itself.
        table.Gap = new(breakOff.Message.TrimEnd('.'), inner.IsTable ? table.Rows : null, Offset: null);
        return inner;
    }

    private static DatasetFacts Wrap(DatasetFacts outer, DatasetFacts inner, string name) => inner with
    {
        Path = outer.Path,
        Length = outer.Length,
        FormatName = $"{inner.FormatName} in {Article(outer.FormatName)}",
        DetectedFormat = outer.DetectedFormat,
        Storage = inner.Storage with
        {
            Layers = [outer.FormatName, .. inner.Storage.Layers],
            ContentName = inner.Storage.ContentName ?? name,
            ContentFormat = inner.Storage.ContentName is null ? inner.DetectedFormat : inner.Storage.ContentFormat,
        },
    };

    private static string Article(string name) => name.EndsWith("data", StringComparison.Ordinal) ? name : $"a {name}";

    private DatasetFacts ReadArchive(DatasetFacts facts, ByteSource source, ArtifactFormat format, int depth, IProgress<long>? bytesRead)
    {
        List<ArchiveMember> members;
        try
        {
            members = format == ArtifactFormat.Zip ? OfZip(source) : OfTar(source);
        }
        catch (ArtifactException e) when (e.Kind != ArtifactErrorKind.ReadFailed)
        {
            table.Gap = new(e.Message.TrimEnd('.'), Row: null, Offset: null);
            return facts;
        }

        if (Office(members) is { } office) return facts with { FormatName = office };
        if (members is [{ IsEncrypted: true }, ..] && members.TrueForAll(m => m.IsEncrypted)) return facts with { FormatName = $"encrypted {facts.FormatName}" };
        if (members.Count == 0)
        {
            table.Gap ??= new($"the {facts.FormatName} holds no file", Row: null, Offset: null);
            return facts;
        }

        if (members.Count > settings.Formats.MaximumParts)
        {
            table.Gap = new($"the {facts.FormatName} has more members than the limit of {settings.Formats.MaximumParts} (maximumParts)", Row: null, Offset: null);
            return facts;
        }

        if (members.TrueForAll(m => m.Name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))) return ReadArrays(facts, source, members, bytesRead);
        var parts = new PartReader(table);
        DatasetFacts inner;
        if (members is [var only])
        {
            using var opened = Open(source, only);
            inner = Wrap(facts, Read(opened.Content, only.Name, depth, opened.Break), only.Name);
        }
        else
        {
            foreach (var member in members)
            {
                token.ThrowIfCancellationRequested();
                using var opened = Open(source, member);
                parts.Add(reader, opened.Content, member.Name, depth + 1);
                if (opened.Break is { } cause) table.Gap = new($"'{member.Name}': {cause.Message.TrimEnd('.')}", Row: null, Offset: null);
                if (table.Gap is not null) break;
            }

            inner = parts.Complete(facts with { FormatName = $"{members.Count} files in {Article(facts.FormatName)}" });
            inner = inner with { Storage = inner.Storage with { Layers = [facts.FormatName] } };
        }

        bytesRead?.Report(source.Length);
        return inner;
    }

    /// <summary>Arrays in an archive are the columns of one table.</summary>
    private DatasetFacts ReadArrays(DatasetFacts facts, ByteSource source, List<ArchiveMember> members, IProgress<long>? bytesRead)
    {
        var opened = new List<ExpandedMember>();
        try
        {
            foreach (var member in members)
            {
                opened.Add(Open(source, member));
                if (opened[^1].Break is { } cause) table.Gap ??= new($"'{member.Name}': {cause.Message.TrimEnd('.')}", Row: null, Offset: null);
            }

            facts = facts with { FormatName = "NumPy archive", DetectedFormat = ArtifactFormat.NumPyZip };
            return table.Gap is null
                ? reader.ReadBinary(facts with { Format = DatasetFormat.NumPy }, [.. members.Select((m, i) => (Path.GetFileNameWithoutExtension(m.Name), opened[i].Content))], bytesRead)
                : facts;
        }
        finally
        {
            foreach (var member in opened) member.Dispose();
        }
    }

    private List<ArchiveMember> OfZip(ByteSource source)
    {
        var zip = ZipTable.Read(source, _limits, token);
        if (!zip.HasDirectory) table.Gap = new("the zip archive has no central directory, its end is missing", Row: null, source.Length);
        if (!zip.IsComplete) table.Gap = new($"the zip archive has more members than the limit of {_limits.MembersPerArchive} (maximumParts)", Row: null, Offset: null);
        return [.. zip.Members.Where(m => !m.IsFolder && !IsSystemFile(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new ArchiveMember(m.Name, m.DataOffset, m.CompressedSize, m.Size, m.Method, m.Crc, m.ClaimsEncryption || m.Method == ArchiveMember.Encrypted))];
    }

    private List<ArchiveMember> OfTar(ByteSource source)
    {
        var tar = TarTable.Read(source, _limits, token);
        return [.. tar.Members.Where(m => m.Size > 0 && !IsSystemFile(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => new ArchiveMember(m.Name, m.DataOffset, m.Size, m.Size, ArchiveMember.Stored, Crc: null, IsEncrypted: false))];
    }

    /// <summary>What the finder and the explorer put into archives beside the files of the user.</summary>
    private static bool IsSystemFile(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(name) is ".DS_Store" or "Thumbs.db" or "desktop.ini" || Path.GetFileName(name).StartsWith("._", StringComparison.Ordinal);

    private static string? Office(List<ArchiveMember> members)
    {
        if (!members.Exists(m => m.Name is "[Content_Types].xml" or "mimetype")) return null;
        if (members.Exists(m => m.Name.StartsWith("xl/", StringComparison.Ordinal))) return "Excel workbook";
        if (members.Exists(m => m.Name.StartsWith("word/", StringComparison.Ordinal))) return "Word document";
        if (members.Exists(m => m.Name.StartsWith("ppt/", StringComparison.Ordinal))) return "PowerPoint presentation";
        return members.Exists(m => m.Name == "content.xml") ? "OpenDocument file" : null;
    }

    private ExpandedMember Open(ByteSource source, ArchiveMember member)
    {
        if (member.IsEncrypted) return ExpandedMember.Broken(new(ArtifactErrorKind.Encrypted, "The member is encrypted.", "Decrypt the archive first."));
        if (member.Offset < 0 || member.PackedSize < 0 || member.Offset + member.PackedSize > source.Length)
            return ExpandedMember.Broken(new(ArtifactErrorKind.Malformed, "The member leaves the archive, which is cut off or damaged.", "Get an undamaged copy of the file."));
        var data = source.Slice(member.Offset, member.PackedSize);
        var expanded = member.Method switch
        {
            ArchiveMember.Stored => new ExpandedContent(data, null),
            ArchiveMember.Deflated => Decompressor.Deflate(data, budget, token),
            ArchiveMember.Bzip2 => Decompressor.Expand(data, ArtifactFormat.Bzip2, budget, token),
            ArchiveMember.Zstandard => Decompressor.Expand(data, ArtifactFormat.Zstandard, budget, token),
            ArchiveMember.Xz => Decompressor.Expand(data, ArtifactFormat.Xz, budget, token),
            _ => null,
        };
        if (expanded is null) return ExpandedMember.Broken(new(ArtifactErrorKind.Malformed, $"The member has compression method {member.Method}, which is not read.", "Pack the archive with a customary method."));
        if (expanded.Break is null && member.Crc is { } crc && (expanded.Content.Length != member.Size || Checksum(expanded.Content) != crc))
            return new(expanded.Content, new(ArtifactErrorKind.Malformed, "The member has another length or checksum than the archive states.", "Get an undamaged copy of the file."));
        return new(expanded.Content, expanded.Break);
    }

    private uint Checksum(ByteSource content)
    {
        var crc = new Crc32();
        var buffer = new byte[64 * 1024];
        for (long at = 0; content.Read(at, buffer) is > 0 and var read; at += read)
        {
            token.ThrowIfCancellationRequested();
            crc.Append(buffer.AsSpan(0, read));
        }

        return crc.GetCurrentHashAsUInt32();
    }

    /// <summary>The name of the content: without the extension of the packing.</summary>
    private static string InnerName(string path)
    {
        var extension = Path.GetExtension(path).ToUpperInvariant();
        var name = Path.GetFileNameWithoutExtension(path);
        return extension is ".TGZ" or ".TBZ2" or ".TXZ" or ".TZST" ? name + ".tar"
            : extension is ".GZ" or ".GZIP" or ".BZ2" or ".XZ" or ".LZMA" or ".ZST" or ".ZSTD" or ".LZ4" or ".Z" or ".ZLIB" ? name
            : Path.GetFileName(path);
    }
}
