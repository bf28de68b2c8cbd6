using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Repository.Cards;
using MlSecPol.Engine.Models.Repository.Code;
using MlSecPol.Engine.Models.Repository.Dependencies;
using MlSecPol.Engine.Models.Repository.Licences;
using MlSecPol.Engine.Models.Repository.Secrets;
using MlSecPol.Engine.Models.Repository.Signing;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Turns the folder around a model into facts. Runs nothing, follows no link out of the folder, and hashes only when a signature is to be verified.</summary>
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
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(token);
        if (settings.Limits.SecondsPerFolder > 0) timed.CancelAfter(TimeSpan.FromSeconds(settings.Limits.SecondsPerFolder));
        var facts = new RepositoryBuilder(folder, settings.Limits, timed.Token);
        var (card, code, texts) = (default(ModelCard), 0, 0);
        FolderSignature? signature = null;
        try
        {
            new RepositoryListing(folder, settings.Limits, facts).Read();
            GitFolder.Read(facts);
            OriginReader.Read(facts);
            card = ModelCardReader.Read(facts);
            LicenceReader.Read(card, facts);
            WeightIndexReader.Read(facts);
            RequirementReader.Read(facts);
            code = CodeReader.Read(facts);
            texts = SecretReader.Read(facts, progress);
            signature = SignatureReader.Read(settings, facts, progress);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            var limit = $"Reading the folder took longer than {settings.Limits.SecondsPerFolder} seconds (limit {nameof(RepositoryLimits.SecondsPerFolder)}).";
            facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.LimitReached, null, limit);
        }

        return new RepositoryFacts
        {
            Folder = folder,
            Files = facts.Files,
            FolderLinks = facts.FolderLinks,
            GitCommands = facts.GitCommands,
            Origins = facts.Origins,
            Card = card,
            Licences = facts.Licences,
            WeightIndexes = facts.WeightIndexes,
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
