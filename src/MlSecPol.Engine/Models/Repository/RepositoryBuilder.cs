using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Repository.Code;
using MlSecPol.Engine.Models.Repository.Dependencies;
using MlSecPol.Engine.Models.Repository.Licences;
using MlSecPol.Engine.Models.Repository.Secrets;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Collects what the readers of a model folder find, and opens files for them within the limits.</summary>
internal sealed class RepositoryBuilder(IFolderContent content, RepositoryLimits limits, CancellationToken token)
{
    private const int MostGaps = 1_000;

    /// <summary>Full path of the folder, or address of the repository.</summary>
    internal string Folder => content.Name;

    /// <summary>Whether the files are of this machine.</summary>
    internal bool IsLocal => content.IsLocal;

    /// <summary>How much may be read.</summary>
    internal RepositoryLimits Limits { get; } = limits;

    /// <summary>Ends the reading.</summary>
    internal CancellationToken Token { get; } = token;

    internal List<RepositoryFile> Files { get; } = [];

    internal List<RepositoryLink> FolderLinks { get; } = [];

    internal List<string> GitCommands { get; } = [];

    internal List<RepositoryOrigin> Origins { get; } = [];

    internal List<LicenceStatement> Licences { get; } = [];

    internal List<WeightIndex> WeightIndexes { get; } = [];

    internal List<ModelConfiguration> Configurations { get; } = [];

    internal List<AdapterConfiguration> Adapters { get; } = [];

    internal List<PackageRequirement> Requirements { get; } = [];

    internal List<CodeHazard> CodeHazards { get; } = [];

    internal List<SecretSighting> Secrets { get; } = [];

    internal List<RepositoryGap> Gaps { get; } = [];

    /// <summary>Notes what was not read.</summary>
    internal void AddGap(RepositoryAspect aspect, CoverageGapKind kind, string? path, string reason)
    {
        if (Gaps.Count < MostGaps) Gaps.Add(new RepositoryGap(aspect, kind, path, reason));
    }

    /// <summary>The file of that relative path; null when there is none.</summary>
    internal RepositoryFile? Find(string path) => Files.Find(f => f.Path == path);

    /// <summary>Opens a listed file. The caller disposes it.</summary>
    /// <exception cref="ArtifactException">It cannot be opened any more.</exception>
    internal ByteSource Open(string path) => content.Open(path);

    /// <summary>The bytes of a document; null, with a gap, when it is too long, elsewhere or cannot be read.</summary>
    internal byte[]? Bytes(RepositoryFile file, RepositoryAspect aspect)
    {
        if (file.Content == ArtifactFormat.LfsPointer)
        {
            AddGap(aspect, CoverageGapKind.Unsupported, file.Path, $"The content of '{file.Path}' is not here: the file is a Git LFS pointer.");
            return null;
        }

        if (!file.IsReadable) return null;
        try
        {
            using var source = Open(file.Path);
            if (source.Length > Limits.DocumentBytes)
            {
                AddGap(aspect, CoverageGapKind.LimitReached, file.Path, $"'{file.Path}' has {source.Length} bytes, more than {Limits.DocumentBytes} (limit {nameof(RepositoryLimits.DocumentBytes)}).");
                return null;
            }

            var bytes = new byte[source.Length];
            var read = source.Read(0, bytes);
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (ArtifactException e)
        {
            AddGap(aspect, CoverageGapKind.Malformed, file.Path, $"'{file.Path}' cannot be read: {e.Message}");
            return null;
        }
    }

    /// <summary>The text of a document; what is no valid UTF-8 in it becomes replacement characters.</summary>
    internal string? Text(RepositoryFile file, RepositoryAspect aspect) => Bytes(file, aspect) is { } bytes ? Decode(bytes) : null;

    private static string Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> content = bytes;
        if (content.StartsWith("\xEF\xBB\xBF"u8)) return Encoding.UTF8.GetString(content[3..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(content[2..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(content[2..]);
        return Encoding.UTF8.GetString(content);
    }
}
