using System.Buffers;
using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>Finds the OpenSSF model signature of a folder, verifies it with what the settings give, and compares every file with what was signed.</summary>
internal static class SignatureReader
{
    private const int Window = 1 << 20;
    private const int DigestLength = 32;
    private const int MostDifferences = 200;

    // The signer's own defaults.
    private static readonly string[] NeverSigned = [".git", ".github", ".gitattributes", ".gitignore"];

    /// <summary>The signature; null when the folder has none.</summary>
    internal static FolderSignature? Read(RepositorySettings settings, RepositoryBuilder facts, IProgress<long>? progress)
    {
        if (Find(settings.Signature, facts) is not { } path) return null;
        var form = SignatureForm.Unknown;
        FolderSignature Ended(SignatureState state, string reason) => new() { Path = path, Form = form, State = state, Reason = reason };
        try
        {
            var bundle = SignatureBundle.Parse(Content(path, facts));
            form = bundle.Form;
            var (state, reason, signer) = SignerTrust.Verify(bundle, settings);
            if (state is SignatureState.Refuted or SignatureState.Unreadable) return Ended(state, reason);
            var statement = SignedStatement.Parse(bundle.Payload, settings.AcceptOldSignatures);
            var compared = new Comparison(statement, path, facts, progress, hash: state == SignatureState.Verified && facts.IsLocal).Run();
            if (compared.Unreadable is { } unreadable) (state, reason) = (SignatureState.Unreadable, unreadable);
            else if (compared.Unknown is { } unknown) (state, reason) = (SignatureState.Undecided, unknown);
            else if (compared.Unsigned > 0 && state == SignatureState.Verified) (state, reason) = (SignatureState.Undecided, $"{reason} It is over the file '{statement.Resources[0].Path}' alone; {compared.Unsigned} other files of the folder are not signed.");
            else if (state == SignatureState.Verified && !facts.IsLocal) (state, reason) = (SignatureState.Undecided, $"{reason} The names agree; the content of the files is compared once they are on this machine.");
            return new FolderSignature
            {
                Path = path,
                Form = form,
                State = compared.Differences.Count > 0 ? SignatureState.Refuted : state,
                Reason = compared.Differences.Count > 0 ? "The folder is not what was signed." : reason,
                Signer = signer,
                Differences = compared.Differences,
                FilesCompared = compared.Files,
                BytesHashed = compared.Bytes,
                IgnoredPaths = statement.IgnoredPaths,
            };
        }
        catch (FormatException e)
        {
            return Ended(SignatureState.Refuted, e.Message);
        }
        catch (NotSupportedException e)
        {
            return Ended(SignatureState.Undecided, e.Message);
        }
        catch (ArtifactException e)
        {
            return Ended(SignatureState.Unreadable, e.Message);
        }
    }

    /// <summary>The signature's path, relative to the folder where it is inside; null when there is none.</summary>
    private static string? Find(string name, RepositoryBuilder facts)
    {
        if (!facts.IsLocal) return facts.Find(name) is null ? null : name;
        var full = Path.GetFullPath(name, facts.Folder);
        if (!File.Exists(full)) return null;
        return FolderPath.IsBelow(full, facts.Folder) ? Path.GetRelativePath(facts.Folder, full).Replace('\\', '/') : full;
    }

    private static byte[] Content(string path, RepositoryBuilder facts)
    {
        using var source = facts.Open(path);
        var limits = facts.Limits;
        if (source.Length > limits.DocumentBytes * 4L)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The signature has {source.Length} bytes, more than four times {limits.DocumentBytes} (limit {nameof(RepositoryLimits.DocumentBytes)}).", "Raise the limit in the settings.");
        var bytes = new byte[source.Length];
        return source.Read(0, bytes) == bytes.Length ? bytes : throw new FormatException("The signature is cut off.");
    }

    private sealed class Comparison(SignedStatement statement, string signaturePath, RepositoryBuilder facts, IProgress<long>? progress, bool hash)
    {
        internal List<FileDifference> Differences { get; } = [];

        internal int Files { get; private set; }

        internal long Bytes { get; private set; }

        /// <summary>Files beside the one that alone was signed.</summary>
        internal int Unsigned { get; private set; }

        /// <summary>Why a file could not be compared.</summary>
        internal string? Unreadable { get; private set; }

        /// <summary>Why a digest could not be computed.</summary>
        internal string? Unknown { get; private set; }

        internal Comparison Run()
        {
            var files = facts.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
            var signed = statement.Resources.GroupBy(r => r.Path, StringComparer.Ordinal).ToArray();
            foreach (var resource in signed)
            {
                facts.Token.ThrowIfCancellationRequested();
                if (!files.TryGetValue(resource.Key, out var file)) Add(FileDifferenceKind.Missing, resource.Key);
                else if (file.Link is not null && !statement.AllowsLinks) Add(FileDifferenceKind.Link, resource.Key);
                else if (!file.IsReadable) Add(FileDifferenceKind.Link, resource.Key);
                else if (hash && !IsAsSigned(file, [.. resource.OrderBy(r => r.Start)])) Add(FileDifferenceKind.Changed, resource.Key);
            }

            var names = signed.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var file in facts.Files.Where(f => f.Path != signaturePath && !names.Contains(f.Path) && !IsIgnored(f.Path)))
            {
                if (statement.IsOneFile) Unsigned++;
                else Add(file.Link is not null && !statement.AllowsLinks ? FileDifferenceKind.Link : FileDifferenceKind.Extra, file.Path);
            }

            foreach (var link in facts.FolderLinks.Where(l => !statement.AllowsLinks && !IsIgnored(l.Path))) Add(FileDifferenceKind.Link, link.Path);
            return this;
        }

        private void Add(FileDifferenceKind kind, string path)
        {
            if (Differences.Count < MostDifferences) Differences.Add(new FileDifference(kind, path));
        }

        private bool IsIgnored(string path) => NeverSigned.Concat(statement.IgnoredPaths).Any(i =>
        {
            var ignored = i.Replace('\\', '/').TrimEnd('/');
            return ignored.Length > 0 && (path == ignored || path.StartsWith(ignored + "/", StringComparison.Ordinal));
        });

        private bool IsAsSigned(RepositoryFile file, SignedResource[] parts)
        {
            if (parts.FirstOrDefault(p => !p.Algorithm.StartsWith("sha256", StringComparison.Ordinal) || p.Digest.Length != DigestLength) is { } other)
            {
                Unknown = $"The signature uses the hash '{(other.Algorithm.Length > 40 ? other.Algorithm[..40] : other.Algorithm)}', which is not computed here; SHA-256 is.";
                return true;
            }

            try
            {
                using var source = facts.Open(file.Path);
                Files++;
                // The parts must cover the file, or bytes between and after them could be anything.
                var at = 0L;
                foreach (var part in parts)
                {
                    if (part.Start != at) return false;
                    at = part.End ?? source.Length;
                    if (at > source.Length || !Hash(source, part.Start, at).AsSpan().SequenceEqual(part.Digest)) return false;
                }

                return at == source.Length;
            }
            catch (ArtifactException e)
            {
                Unreadable = $"'{file.Path}' cannot be compared: {e.Message}";
                return true;
            }
        }

        private byte[] Hash(ByteSource source, long start, long end)
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = ArrayPool<byte>.Shared.Rent(Window);
            try
            {
                while (start < end)
                {
                    facts.Token.ThrowIfCancellationRequested();
                    var read = source.Read(start, buffer.AsSpan(0, (int)Math.Min(Window, end - start)));
                    if (read == 0) break;
                    sha.AppendData(buffer, 0, read);
                    start += read;
                    Bytes += read;
                    progress?.Report(read);
                }

                return sha.GetHashAndReset();
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
