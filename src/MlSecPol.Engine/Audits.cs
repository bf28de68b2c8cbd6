using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine;

/// <summary>Puts readers and checks together: one audit for each kind of thing that can be looked at.</summary>
public static class Audits
{
    /// <summary>Starts an audit of model files, and of folders that hold a model as a whole.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfModels(AuditPlan plan)
    {
        var choice = new CheckChoice(plan.CheckIds, plan.ExcludedCheckIds);
        choice.RequireSome([.. CheckSet<ModelFacts>.All.Infos, .. CheckSet<RepositoryFacts>.All.Infos]);
        var settings = plan.Strict ? plan.Settings.With(plan.Settings.Get<ModelSettings>() with { Strict = true }) : plan.Settings;
        var models = settings.Get<ModelSettings>();
        var files = Open(plan, plan.Parallelism, settings, CheckSet<ModelFacts>.All.Select(choice), (path, progress, token) =>
        {
            using var source = FileSource.Open(path);
            var facts = ModelReader.Read(source, path, models.Limits, models.PickleLimits, token);
            progress.Report(source.BytesRead);
            return facts;
        });
        // One folder at a time: it may hold as much as all its files together.
        var folders = Open(plan, 1, settings, CheckSet<RepositoryFacts>.All.Select(choice), (path, progress, token) =>
            RepositoryReader.Read(path, settings.Get<RepositorySettings>(), progress, token));
        return new JointSession(files, folders);
    }

    /// <summary>What an audit of models looks at in a folder: its files, and each folder that holds a model as a whole before its files.</summary>
    /// <param name="folder">The folder, a full path.</param>
    /// <param name="unreadable">Told of each folder that could not be listed; the rest goes on.</param>
    /// <param name="token">Ends the listing.</param>
    public static IEnumerable<string> ModelTargets(string folder, Action<ArtifactException> unreadable, CancellationToken token) => ModelFolders.Targets(folder, unreadable, token);

    /// <summary>Starts an audit of datasets.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfDatasets(AuditPlan plan)
    {
        var checks = CheckSet<DatasetFacts>.All.Select(plan.CheckIds, plan.ExcludedCheckIds);
        return Open(plan, plan.Parallelism, plan.Settings, checks, (path, progress, token) =>
        {
            using var source = FileSource.Open(path);
            return DatasetReader.Read(source, path, plan.Settings.Get<DatasetSettings>(), token, progress);
        })!;
    }

    private static AuditSession<TFacts>? Open<TFacts>(
        AuditPlan plan, int parallelism, SettingsSnapshot settings, CheckSet<TFacts> checks, Func<string, IProgress<long>, CancellationToken, TFacts> read) =>
        checks.Infos.Any() ? new AuditSession<TFacts>(read, Classify, new CheckRunner<TFacts>(checks, settings, TimeProvider.System), parallelism, plan.Token) : null;

    private static AuditError? Classify(Exception exception) => exception is not ArtifactException e ? null : new AuditError(
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
}
