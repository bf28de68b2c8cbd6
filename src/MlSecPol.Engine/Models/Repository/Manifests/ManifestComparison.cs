using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Manifests;

/// <summary>Compares stated digests with the files, as far as a budget of bytes reaches: small files first, so that it reaches far.</summary>
internal sealed class ManifestComparison(RepositoryBuilder facts, long budget, IProgress<long>? progress)
{
    private const int Window = 1 << 20;

    private long _left = budget;

    /// <summary>The digests with what became of their files, in their own order.</summary>
    internal List<StatedDigest> Run(List<StatedDigest> stated)
    {
        var files = facts.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var compared = new StatedDigest[stated.Count];
        foreach (var (digest, index) in stated.Select((d, i) => (d, i)).OrderBy(p => files.GetValueOrDefault(p.d.Path)?.Length ?? 0)) compared[index] = digest with { State = Compare(digest, files) };
        return [.. compared];
    }

    private DigestState Compare(StatedDigest stated, Dictionary<string, RepositoryFile> files)
    {
        if (!files.TryGetValue(stated.Path, out var file) || file.Content == ArtifactFormat.LfsPointer) return DigestState.Absent;
        if (!facts.IsLocal || !file.IsReadable || file.Length > _left) return DigestState.NotCompared;
        _left -= file.Length;
        try
        {
            return Hash(stated.Algorithm, file) == stated.Digest ? DigestState.Agrees : DigestState.Differs;
        }
        catch (ArtifactException e)
        {
            facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.Malformed, file.Path, $"'{file.Path}' cannot be compared with its digest: {e.Message}");
            return DigestState.NotCompared;
        }
    }

    private string Hash(string algorithm, RepositoryFile file)
    {
        using var source = facts.Open(file.Path);
        // The digests are the makers' choice; they are compared, nothing is protected by them.
#pragma warning disable CA5350, CA5351
        using var hash = IncrementalHash.CreateHash(algorithm switch
        {
            "md5" => HashAlgorithmName.MD5,
            "sha1" or "git" => HashAlgorithmName.SHA1,
            "sha512" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        });
#pragma warning restore CA5350, CA5351
        if (algorithm == "git") hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {source.Length}\0")));
        var buffer = ArrayPool<byte>.Shared.Rent(Window);
        try
        {
            for (var at = 0L; at < source.Length;)
            {
                facts.Token.ThrowIfCancellationRequested();
                var read = source.Read(at, buffer.AsSpan(0, Window));
                if (read == 0) break;
                hash.AppendData(buffer, 0, read);
                at += read;
                progress?.Report(read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
