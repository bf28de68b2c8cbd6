using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Models;

namespace MlSecPol.Engine;

/// <summary>Puts readers and checks together: one audit for each kind of thing that can be looked at.</summary>
public static class Audits
{
    /// <summary>Starts an audit of model files.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfModels(AuditPlan plan)
    {
        var settings = plan.Strict ? plan.Settings.With(plan.Settings.Get<ModelSettings>() with { Strict = true }) : plan.Settings;
        var models = settings.Get<ModelSettings>();
        return Open<ModelFacts>(plan, settings, (path, progress, token) =>
        {
            using var source = FileSource.Open(path);
            var facts = ModelReader.Read(source, path, models.Limits, models.PickleLimits, token);
            progress.Report(source.BytesRead);
            return facts;
        });
    }

    /// <summary>Starts an audit of datasets.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfDatasets(AuditPlan plan) => Open<DatasetFacts>(plan, plan.Settings, (path, progress, token) =>
    {
        using var source = FileSource.Open(path);
        return DatasetReader.Read(source, path, plan.Settings.Get<DatasetSettings>(), token, progress);
    });

    private static AuditSession<TFacts> Open<TFacts>(AuditPlan plan, SettingsSnapshot settings, Func<string, IProgress<long>, CancellationToken, TFacts> read)
    {
        var checks = CheckSet<TFacts>.All.Select(plan.CheckIds, plan.ExcludedCheckIds);
        return new AuditSession<TFacts>(read, Classify, new CheckRunner<TFacts>(checks, settings, TimeProvider.System), plan.Parallelism, plan.Token);
    }

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
}
