using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Manifests;

/// <summary>Reads files that state digests of others: lists of sums, the records of the hub's client, and DVC.</summary>
internal static class ManifestReader
{
    private const string DownloadRecords = ".cache/huggingface/download/";
    private const int MostDigests = 100_000;
    private const int LongestList = 4 << 20;

    private static readonly FrozenSet<string> Lists = new[]
    {
        "SHA256SUMS", "SHA256SUMS.txt", "sha256sum.txt", "sha256sums.txt", "SHA512SUMS", "sha512sum.txt", "MD5SUMS", "md5sum.txt", "checksums.txt", "checksum.txt", "checklist.chk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The digests that are stated.</summary>
    internal static List<StatedDigest> Read(RepositoryBuilder facts)
    {
        var digests = new List<StatedDigest>();
        foreach (var file in facts.Files.Where(f => f.Length <= LongestList && f.Content is ArtifactFormat.Text or ArtifactFormat.Csv or ArtifactFormat.Tsv))
        {
            facts.Token.ThrowIfCancellationRequested();
            if (Reader(file) is not { } read || facts.Text(file, RepositoryAspect.Origin) is not { } text) continue;
            digests.AddRange(read(file, text).Where(d => !MemberName.LeavesFolder(d.Path)).Take(MostDigests - digests.Count));
        }

        return digests;
    }

    private static Func<RepositoryFile, string, IEnumerable<StatedDigest>>? Reader(RepositoryFile file)
    {
        if (file.Path.StartsWith(DownloadRecords, StringComparison.Ordinal)) return file.Name.EndsWith(".metadata", StringComparison.Ordinal) ? Record : null;
        var extension = Path.GetExtension(file.Name).ToLowerInvariant();
        if (Lists.Contains(file.Name) || extension is ".sha256" or ".sha512" or ".md5" or ".sha256sum") return Sums;
        return extension == ".dvc" ? Dvc : null;
    }

    /// <summary>Lines of <c>sha256sum</c> and its kin, in both of their forms, or a digest alone in a file named after another.</summary>
    private static IEnumerable<StatedDigest> Sums(RepositoryFile file, string text)
    {
        var folder = file.Path[..^file.Name.Length];
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            var equals = line.LastIndexOf(") = ", StringComparison.Ordinal);
            var open = line.IndexOf(" (", StringComparison.Ordinal);
            var (digest, name) = equals > 0 && open > 0 && open < equals ? (line[(equals + 4)..], line[(open + 2)..equals])
                : line.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 ? (line[..at], line[at..].TrimStart().TrimStart('*'))
                : (line, Path.GetFileNameWithoutExtension(file.Name));
            if (Algorithm(digest) is { } algorithm && name.Length > 0) yield return new StatedDigest(file.Path, folder + (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name), algorithm, digest.ToLowerInvariant(), IsDownloadRecord: false);
        }
    }

    /// <summary>The second line of a record is the entity tag: the SHA-256 of large files, and git's digest of the others.</summary>
    private static IEnumerable<StatedDigest> Record(RepositoryFile file, string text)
    {
        var lines = text.Split('\n');
        var tag = lines.Length > 1 ? lines[1].Trim() : string.Empty;
        if (!tag.All(char.IsAsciiHexDigit) || tag.Length is not (40 or 64)) yield break;
        yield return new StatedDigest(file.Path, file.Path[DownloadRecords.Length..^".metadata".Length], tag.Length == 64 ? "sha256" : "git", tag.ToLowerInvariant(), IsDownloadRecord: true);
    }

    private static IEnumerable<StatedDigest> Dvc(RepositoryFile file, string text)
    {
        YamlNode root;
        try
        {
            root = YamlNode.Parse(text);
        }
        catch (FormatException)
        {
            yield break;
        }

        foreach (var output in root["outs"]?.Items ?? [])
        {
            // The digest of a folder is that of a list which DVC keeps elsewhere.
            if (output["path"]?.Text is { Length: > 0 } path && output["md5"]?.Text is { } digest && Algorithm(digest) == "md5")
                yield return new StatedDigest(file.Path, file.Path[..^file.Name.Length] + path, "md5", digest.ToLowerInvariant(), IsDownloadRecord: false);
        }
    }

    private static string? Algorithm(string digest) => !digest.All(char.IsAsciiHexDigit) ? null : digest.Length switch
    {
        32 => "md5",
        40 => "sha1",
        64 => "sha256",
        128 => "sha512",
        _ => null,
    };
}
