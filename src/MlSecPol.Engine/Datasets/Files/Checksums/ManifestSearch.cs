using System.Globalization;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files.Companions;

namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>Finds what manifests state of a file: beside it, in its folder and in those above.</summary>
internal sealed class ManifestSearch(CompanionFiles files)
{
    // BagIt nests payload as deep as it likes (RFC 8493, section 2.1.2).
    private const int BagFoldersAbove = 16;

    private static readonly string[] Sidecars = [".sha256", ".sha512", ".sha384", ".sha1", ".md5", ".b2", ".sha256sum", ".sha512sum", ".sha1sum", ".md5sum"];

    private static readonly string[] Lists =
    [
        "SHA256SUMS", "SHA512SUMS", "SHA384SUMS", "SHA1SUMS", "MD5SUMS", "B2SUMS", "SHA256SUMS.txt", "SHA512SUMS.txt", "MD5SUMS.txt", "sha256sums.txt", "sha512sums.txt", "md5sums.txt", "sha256sum.txt",
        "sha512sum.txt", "sha1sum.txt", "md5sum.txt", "checksums.txt", "checksum.txt", "checksums.sha256", "checksums.sha512", "checksums.md5", "CHECKSUMS", "CHECKSUM", "CHECKSUM.SHA256", "CHECKSUM.SHA512",
    ];

    private static readonly string[] Descriptors = ["datapackage.json", "croissant.json"];

    /// <summary>Everything that is stated of a file.</summary>
    internal List<StatedChecksum> Find(string path)
    {
        var found = new List<StatedChecksum>();
        foreach (var extension in Sidecars) Guard(found, path + extension, "checksum file", sidecar => AddSidecar(found, sidecar, path, extension));
        foreach (var folder in CompanionFiles.Folders(path))
        {
            var name = CompanionFiles.Relative(folder, path);
            foreach (var list in Lists) Guard(found, Path.Combine(folder, list), "checksum list", file => AddList(found, file, "checksum list", name, AlgorithmOf(list)));
            foreach (var descriptor in Descriptors) Guard(found, Path.Combine(folder, descriptor), "descriptor", file => AddDescribed(found, file, name));
            Guard(found, Path.Combine(folder, "dvc.lock"), "DVC lock", file => AddDvc(found, file, name));
        }

        Guard(found, path + ".dvc", "DVC file", file => AddDvc(found, file, Path.GetFileName(path)));
        AddBag(found, path);
        return found;
    }

    private static void Guard(List<StatedChecksum> found, string manifest, string kind, Action<string> add)
    {
        try
        {
            add(manifest);
        }
        catch (ArtifactException e)
        {
            found.Add(new StatedChecksum(manifest, kind, null, string.Empty) { Gap = e.Message.TrimEnd('.') });
        }
    }

    private static ChecksumAlgorithm? AlgorithmOf(string name)
    {
        foreach (var word in (ReadOnlySpan<string>)["sha256", "sha512", "sha384", "sha1", "md5", "b2"])
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return Checksum.Parse(word);
        }

        return null;
    }

    private void AddSidecar(List<StatedChecksum> found, string sidecar, string path, string extension)
    {
        var algorithm = AlgorithmOf(extension);
        if (files.Read(sidecar, text => ChecksumList.Parse(text, algorithm)) is not { } list) return;
        var stated = list[Path.GetFileName(path)];
        if (stated.Count == 0 && list.Alone is { } alone) stated = [alone];
        foreach (var (by, digest) in stated) found.Add(Stated(sidecar, "checksum file", by, digest));
        if (stated.Count == 0) found.Add(new StatedChecksum(sidecar, "checksum file", null, string.Empty) { Gap = "It states nothing of this file" });
    }

    private void AddList(List<StatedChecksum> found, string manifest, string kind, string name, ChecksumAlgorithm? algorithm)
    {
        if (files.Read(manifest, text => ChecksumList.Parse(text, algorithm)) is not { } list) return;
        foreach (var (by, digest) in list[name]) found.Add(Stated(manifest, kind, by, digest));
    }

    private static StatedChecksum Stated(string manifest, string kind, ChecksumAlgorithm? algorithm, string digest) =>
        new(manifest, kind, algorithm, digest) { Gap = algorithm is null ? $"The digest '{digest}' is of an algorithm that is not known" : null };

    private void AddDescribed(List<StatedChecksum> found, string file, string name)
    {
        if (files.Read(file, DescriptorReader.Json)?.Find(name) is not { } resource) return;
        var kind = file.EndsWith("croissant.json", StringComparison.Ordinal) ? "Croissant descriptor" : "data package";
        long? bytes = long.TryParse(resource["bytes"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
        var before = found.Count;
        if (resource["hash"] is { } hash)
        {
            // A digest without the name of its algorithm is MD5 by the specification.
            var colon = hash.IndexOf(':', StringComparison.Ordinal);
            found.Add(Stated(file, kind, colon < 0 ? ChecksumAlgorithm.Md5 : Checksum.Parse(hash[..colon]), hash[(colon + 1)..].ToLowerInvariant()));
        }

        foreach (var key in (ReadOnlySpan<string>)["sha256", "md5"])
        {
            if (resource[key] is { } digest) found.Add(Stated(file, kind, Checksum.Parse(key), digest.ToLowerInvariant()));
        }

        if (bytes is null) return;
        if (found.Count == before) found.Add(new StatedChecksum(file, kind, null, string.Empty) { Bytes = bytes });
        else found[^1] = found[^1] with { Bytes = bytes };
    }

    private void AddDvc(List<StatedChecksum> found, string file, string name)
    {
        if (files.Read(file, ParseYaml) is not { } root) return;
        var lists = root["stages"] is { } stages ? stages.Entries.Select(s => s.Value) : [root];
        foreach (var output in lists.SelectMany(l => (l["outs"]?.Items ?? []).Concat(l["deps"]?.Items ?? [])))
        {
            if (output["path"]?.Text != name || output["md5"]?.Text is not { Length: 32 } digest) continue;
            found.Add(new StatedChecksum(file, "DVC file", ChecksumAlgorithm.Md5, digest.ToLowerInvariant())
            {
                Bytes = long.TryParse(output["size"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
                // Before version 3, which names the algorithm, line ends of texts were changed first.
                MayBeNormalised = output["hash"] is null,
            });
        }
    }

    private static YamlNode ParseYaml(string text)
    {
        try
        {
            return YamlNode.Parse(text);
        }
        catch (FormatException e)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"It is no YAML: {e.Message}", "Mend the file.", e);
        }
    }

    private void AddBag(List<StatedChecksum> found, string path)
    {
        if (CompanionFiles.Folders(path, BagFoldersAbove).FirstOrDefault(f => File.Exists(Path.Combine(f, "bagit.txt"))) is not { } bag) return;
        var name = CompanionFiles.Relative(bag, path);
        var isPayload = name.StartsWith("data/", StringComparison.Ordinal);
        var before = found.Count;
        string? manifest = null;
        foreach (var word in (ReadOnlySpan<string>)["sha512", "sha256", "sha384", "sha1", "md5", "blake2b"])
        {
            var algorithm = Checksum.Parse(word);
            var file = Path.Combine(bag, $"{(isPayload ? "manifest" : "tagmanifest")}-{word}.txt");
            if (!File.Exists(file)) continue;
            manifest ??= file;
            // Line ends and the percent sign itself are the only characters that are written otherwise.
            var written = name.Replace("%", "%25", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal);
            Guard(found, file, "BagIt manifest", f => AddList(found, f, "BagIt manifest", written, algorithm));
        }

        if (isPayload && found.Count == before)
            found.Add(new StatedChecksum(manifest ?? Path.Combine(bag, "bagit.txt"), "BagIt manifest", null, string.Empty) { IsUnlisted = true });
    }
}
