using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Schemas;
using MlSecPol.Engine.Datasets.Splits;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Advisories;
using MlSecPol.Engine.Models.ImportPolicy;
using MlSecPol.Engine.Models.Neighbours;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine;

/// <summary>Puts readers and checks together: one audit for each kind of thing that can be looked at.</summary>
public static class Audits
{
    /// <summary>Starts an audit of model files, and of folders that hold a model as a whole.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist, or its settings name a file of advisories that is not sound.</exception>
    public static IAuditSession OfModels(AuditPlan plan)
    {
        // The lists that every pickle needs are read while this thread reads the catalogue; whoever needs them waits for the same reading.
        ThreadPool.UnsafeQueueUserWorkItem(static _ => UnsafeImportPolicy.Prepare(), null);
        var choice = new CheckChoice(plan.CheckIds, plan.ExcludedCheckIds);
        choice.RequireSome([.. CheckSet<ModelFacts>.All.Infos, .. CheckSet<RepositoryFacts>.All.Infos]);
        var models = plan.Settings.Get<ModelSettings>();
        if (plan.Strict) models = models with { Strict = true };
        if (plan.SecondsPerTarget is { } seconds) models = models with { Limits = models.Limits with { SecondsPerFile = seconds } };
        var repository = plan.Settings.Get<RepositorySettings>();
        if (plan.SigningKey is { } key) repository = repository with { SigningKey = key };
        if (plan.Hash) repository = repository with { Limits = repository.Limits with { ComparedBytes = long.MaxValue } };
        if (plan.SigningCertificates.Count > 0) repository = repository with { SigningCertificates = plan.SigningCertificates };
        var settings = plan.Settings.With(models).With(repository);
        var knowledge = FindingKnowledge.Of(models);
        var files = Open(plan, plan.Parallelism, settings, CheckSet<ModelFacts>.All.Select(choice), (path, progress, token) =>
        {
            using var source = OpenModel(path, models, token);
            var facts = ModelReader.Read(source, path, models.Limits, models.PickleLimits, plan.Detailed, token);
            if (source is FileSource) facts = NeighbourReader.Complete(facts, path, models, token);
            if (plan.Hash) facts = facts with { Sha256 = ContentHash.Sha256(source, token) };
            progress.Report(source.BytesRead);
            return facts;
        }, ModelDescription.Of, knowledge.Explain);
        // One folder at a time: it may hold as much as all its files together.
        var folders = Open(plan, 1, settings, CheckSet<RepositoryFacts>.All.Select(choice), (path, progress, token) =>
            IsRemote(path)
                ? RepositoryReader.Read(RemoteRepository.List(new Uri(path), models.Remote, token), models.Remote, repository, progress, token)
                : RepositoryReader.Read(path, repository, progress, token), explain: knowledge.Explain);
        return new JointSession(files, folders, target => IsRemote(target) ? RemoteRepository.IsAddress(new Uri(target), models.Remote) : Directory.Exists(target), target => !IsRemote(target) && GitStore.IsStore(target) ? GitStore.Unread : null);
    }

    /// <summary>What an audit of models looks at in a folder: its files, and each folder that holds a model as a whole before its files.</summary>
    /// <param name="folder">The folder, a full path.</param>
    /// <param name="unreadable">Told of each folder that could not be listed; the rest goes on.</param>
    /// <param name="token">Ends the listing.</param>
    public static IEnumerable<string> ModelTargets(string folder, Action<ArtifactException> unreadable, CancellationToken token) => ModelFolders.Targets(folder, unreadable, token);

    /// <summary>The addresses that are audited behind an address: itself, or a repository on a hub and its files.</summary>
    /// <exception cref="ArtifactException">The repository cannot be listed.</exception>
    public static IReadOnlyList<string> RemoteModels(Uri address, AuditPlan plan) =>
        [.. RemoteListing.Targets(address, plan.Settings.Get<ModelSettings>().Remote, plan.Token).Select(u => u.AbsoluteUri)];

    /// <summary>Starts an audit of datasets.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfDatasets(AuditPlan plan)
    {
        var checks = CheckSet<DatasetFacts>.All.Select(plan.CheckIds, plan.ExcludedCheckIds);
        var settings = SettingsOf(plan);
        var files = FileReader.For(checks, settings);
        var reference = plan.ReferencePath is { } referencePath ? new SharedReference(referencePath, settings, plan.Parallelism, plan.Token) : null;
        return Open(plan, plan.Parallelism, plan.Settings.With(settings), checks, (path, steps, token) =>
        {
            var progress = new PositionProgress(steps);
            if (Directory.Exists(path))
            {
                var rows = reference is null
                    ? DatasetReader.ReadFolder(path, settings, token, progress, plan.Parallelism)
                    : DatasetReader.ReadFolder(path, settings, reference.Value, token, progress, plan.Parallelism);
                return files.CompleteFolder(rows, path, token);
            }

            using var source = FileSource.Open(path);
            return files.Complete(
                source,
                path,
                t => reference is null
                    ? DatasetReader.Read(source, path, settings, t, progress, plan.Parallelism)
                    : DatasetReader.Read(source, path, settings, reference.Value, t, progress, plan.Parallelism),
                token);
        }, owned: reference)!;
    }

    /// <summary>Starts an audit of a dataset whose rows a program hands over.</summary>
    /// <param name="plan">Checks and settings.</param>
    /// <param name="name">What results call the dataset.</param>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static RowAudit OfRows(AuditPlan plan, string name)
    {
        var checks = CheckSet<DatasetFacts>.All.Select(plan.CheckIds, plan.ExcludedCheckIds);
        var settings = SettingsOf(plan);
        return new(name, new(name, settings, plan.Token), new(checks, plan.Settings.With(settings), TimeProvider.System), plan.Token);
    }

    /// <summary>The settings of datasets with the label and the schema that they or the plan name.</summary>
    private static DatasetSettings SettingsOf(AuditPlan plan)
    {
        var settings = plan.Settings.Get<DatasetSettings>();
        if (plan.LabelColumn is { } label) settings = settings with { LabelColumn = label };
        var schema = plan.Schema ?? settings.Schema;
        return schema.Length == 0 ? settings : settings with { Declared = TableSchemaReader.Read(schema) };
    }

    private static AuditSession<TFacts>? Open<TFacts>(
        AuditPlan plan, int parallelism, SettingsSnapshot settings, CheckSet<TFacts> checks, Func<string, IProgress<long>, CancellationToken, TFacts> read,
        Func<TFacts, ModelSummary>? describe = null, Func<CheckInfo, Finding, TFacts, Finding>? explain = null, IDisposable? owned = null) =>
        checks.Infos.Any() ? new AuditSession<TFacts>(read, Classify, new CheckRunner<TFacts>(checks, settings, TimeProvider.System, describe, explain), parallelism, owned, plan.Token) : null;

    /// <summary>What the trouble with a file means for the user; null for what no reader of files throws.</summary>
    public static AuditError? Classify(Exception exception) => exception is not ArtifactException e ? null : new AuditError(
        $"MlSecPol.Artifact.{e.Kind}",
        e.Kind switch
        {
            ArtifactErrorKind.NotFound => AuditErrorKind.NotFound,
            ArtifactErrorKind.PermissionDenied => AuditErrorKind.PermissionDenied,
            ArtifactErrorKind.ReadFailed => AuditErrorKind.ReadFailed,
            ArtifactErrorKind.LimitReached => AuditErrorKind.LimitReached,
            _ => AuditErrorKind.InvalidData,
        },
        e.Message,
        e.RecommendedAction,
        e);

    // Paths of files are full paths, so an address cannot be mistaken for one.
    private static ByteSource OpenModel(string target, ModelSettings models, CancellationToken token) =>
        IsRemote(target)
            ? RemoteSource.Open(new Uri(target), Hurried(models), token)
            : FileSource.Open(target);

    // No single request may take longer than the whole file.
    private static RemoteLimits Hurried(ModelSettings models) =>
        models.Limits.SecondsPerFile is > 0 and var seconds && seconds < models.Remote.SecondsPerRequest ? models.Remote with { SecondsPerRequest = seconds } : models.Remote;

    private static bool IsRemote(string target) => target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://", StringComparison.Ordinal);
}
