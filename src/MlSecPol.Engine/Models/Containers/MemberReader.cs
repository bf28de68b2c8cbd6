using System.Buffers;
using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.Code;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads the plain content of one member of a tar or 7z archive, where its beginning, its name or its end shows that there is something to read.</summary>
internal static class MemberReader
{
    private const long LongestHashed = 64 << 20;
    private const int DigestLetters = 2 * SHA256.HashSizeInBytes;
    private const string Blobs = "blobs/sha256/";

    internal static void Read(ByteSource data, string name, string path, int depth, FactsBuilder facts)
    {
        CompareDigest(data, name, path, facts);
        if (SourceData.Current.Places.FirstOrDefault(p => name.Contains(p, StringComparison.Ordinal)) is { } place)
        {
            facts.Examine(ModelAspect.EmbeddedCode);
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "code:place", name, $"'{name}' lies where a machine starts or trusts what it finds ('{place}'), once the archive is unpacked.", path));
        }

        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> head = buffer[..data.Read(0, buffer)];
        var format = FormatDetector.Sniff(head, data.Length);
        if (ContentReader.IsRead(format) || ContentReader.ByName(name) is not null || ContentReader.Language(format, name) is not null
            || (format == ArtifactFormat.Text && Path.GetExtension(TextLanguage.FileName(name)).Length == 0)
            || (format == ArtifactFormat.Unknown && (FormatDetector.WeakPickle(head, data.Length) || ZipEndRecord.FindAll(data).Count > 0)))
            ContentReader.Read(data, path, name, depth + 1, facts);
        else if (!ContentReader.IsPlain(format))
            facts.AddGap(CoverageGapKind.Unsupported, path, 0, $"The member is {(format == ArtifactFormat.Unknown ? "unrecognised content" : "of the format " + FormatCatalogue.Describe(format).DisplayName)}, which is not read.");
    }

    /// <summary>Compares a blob of an OCI image with the digest that is its name.</summary>
    private static void CompareDigest(ByteSource data, string name, string path, FactsBuilder facts)
    {
        var at = name.LastIndexOf(Blobs, StringComparison.Ordinal);
        if (at < 0 || name.Length != at + Blobs.Length + DigestLetters || data.Length > LongestHashed) return;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        long position = 0;
        for (int read; (read = data.Read(position, buffer)) > 0; position += read)
        {
            facts.Token.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        if (!Convert.ToHexStringLower(hash.GetCurrentHash()).Equals(name[^DigestLetters..], StringComparison.OrdinalIgnoreCase))
            facts.AddOddity(ContainerOddityKind.NameMismatch, path, null, $"The blob '{name}' has another digest than its name says.");
    }
}
