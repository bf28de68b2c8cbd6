using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
using MlSecPol.Engine.Models.Repository.Cards;
using MlSecPol.Engine.Models.Repository.Code;
using MlSecPol.Engine.Models.Repository.Dependencies;
using MlSecPol.Engine.Models.Repository.Licences;
using MlSecPol.Engine.Models.Repository.Manifests;
using MlSecPol.Engine.Models.Repository.Secrets;
using MlSecPol.Engine.Models.Repository.Signing;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Turns the folder around a model into facts. Runs nothing, follows no link out of the folder, and hashes only to compare files with a signature or with digests that are stated for them.</summary>
public static class RepositoryReader
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Full path of the folder.</param>
    /// <param name="settings">Limits, and what a signature is to be verified with.</param>
    /// <param name="progress">Told of bytes that were read.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="ArtifactException">The folder cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Running out of the allowed seconds is no cancellation but a gap.</exception>
    public static RepositoryFacts Read(string folder, RepositorySettings settings, IProgress<long>? progress, CancellationToken token)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(settings);
        return Read(new LocalFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), settings.Limits), settings, progress, token);
    }

    /// <summary>Reads a repository on a hub, at the commit that its address names.</summary>
    /// <param name="repository">What the hub lists.</param>
    /// <param name="remote">What reading over HTTP may do and cost.</param>
    /// <param name="settings">Limits, and what a signature is to be verified with.</param>
    /// <param name="progress">Told of bytes that were read.</param>
    /// <param name="token">Cancels the reading.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled. Running out of the allowed seconds is no cancellation but a gap.</exception>
    public static RepositoryFacts Read(RemoteRepository repository, RemoteLimits remote, RepositorySettings settings, IProgress<long>? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentNullException.ThrowIfNull(settings);
        return Read(new HubFolder(repository, remote, token), settings, progress, token);
    }

    private static RepositoryFacts Read(IFolderContent content, RepositorySettings settings, IProgress<long>? progress, CancellationToken token)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (settings.Limits.SecondsPerFolder > 0) timed.CancelAfter(TimeSpan.FromSeconds(settings.Limits.SecondsPerFolder));
        var facts = new RepositoryBuilder(content, settings.Limits, timed.Token);
        var (card, code, texts) = (default(ModelCard), 0, 0);
        FolderSignature? signature = null;
        List<StatedDigest> digests = [];
        try
        {
            content.List(facts);
            OriginReader.Read(facts);
            card = ModelCardReader.Read(facts);
            LicenceReader.Read(card, facts);
            WeightIndexReader.Read(facts);
            ConfigurationReader.Read(facts);
            RequirementReader.Read(facts);
            code = CodeReader.Read(facts);
            texts = SecretReader.Read(facts, progress);
            digests = new ManifestComparison(facts, settings.Limits.ComparedBytes, progress).Run(ManifestReader.Read(facts));
            signature = SignatureReader.Read(settings, facts, progress);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            var limit = $"Reading the folder took longer than {settings.Limits.SecondsPerFolder} seconds (limit {nameof(RepositoryLimits.SecondsPerFolder)}).";
            facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.LimitReached, null, limit);
        }

        return new RepositoryFacts
        {
            Folder = content.Name,
            Files = facts.Files,
            FolderLinks = facts.FolderLinks,
            GitCommands = facts.GitCommands,
            Origins = facts.Origins,
            StatedDigests = digests,
            Card = card,
            Licences = facts.Licences,
            WeightIndexes = facts.WeightIndexes,
            Configurations = facts.Configurations,
            Adapters = facts.Adapters,
            Requirements = facts.Requirements,
            LockFiles = [.. facts.Files.Where(f => RequirementReader.IsLockFile(f.Name)).Select(f => f.Path)],
            CodeFiles = code,
            CodeHazards = facts.CodeHazards,
            TextsSearched = texts,
            Secrets = facts.Secrets,
            Signature = signature,
            Gaps = facts.Gaps,
        };
    }
}
