using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
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
        var models = plan.Settings.Get<ModelSettings>();
        if (plan.Strict) models = models with { Strict = true };
        if (plan.SecondsPerTarget is { } seconds) models = models with { Limits = models.Limits with { SecondsPerFile = seconds } };
        var settings = plan.Settings.With(models);
        return Open<ModelFacts>(plan, settings, (path, progress, token) =>
        {
            using var source = OpenModel(path, models, token);
            var facts = ModelReader.Read(source, path, models.Limits, models.PickleLimits, plan.Detailed, token);
            if (plan.Hash) facts = facts with { Sha256 = ContentHash.Sha256(source, token) };
            progress.Report(source.BytesRead);
            return facts;
        }, ModelDescription.Of);
    }

    /// <summary>The addresses of the model files behind an address: itself, or the files of a repository on a hub.</summary>
    /// <exception cref="ArtifactException">The repository cannot be listed.</exception>
    public static IReadOnlyList<string> RemoteModels(Uri address, AuditPlan plan) =>
        [.. RemoteListing.Files(address, plan.Settings.Get<ModelSettings>().Remote, plan.Token).Select(u => u.AbsoluteUri)];

    // Paths of files are full paths, so an address cannot be mistaken for one.
    private static ByteSource OpenModel(string target, ModelSettings models, CancellationToken token) =>
        target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://", StringComparison.Ordinal)
            ? RemoteSource.Open(new Uri(target), models.Remote, token)
            : FileSource.Open(target);

    /// <summary>Starts an audit of datasets.</summary>
    /// <exception cref="UsageException">The plan asks for checks that do not exist.</exception>
    public static IAuditSession OfDatasets(AuditPlan plan) => Open<DatasetFacts>(plan, plan.Settings, (path, progress, token) =>
    {
        using var source = FileSource.Open(path);
        return DatasetReader.Read(source, path, plan.Settings.Get<DatasetSettings>(), token, progress);
    });

    private static AuditSession<TFacts> Open<TFacts>(AuditPlan plan, SettingsSnapshot settings, Func<string, IProgress<long>, CancellationToken, TFacts> read, Func<TFacts, ModelSummary>? describe = null)
    {
        var checks = CheckSet<TFacts>.All.Select(plan.CheckIds, plan.ExcludedCheckIds);
        return new AuditSession<TFacts>(read, e => e is ArtifactException known ? ErrorOf(known) : null, new CheckRunner<TFacts>(checks, settings, TimeProvider.System, describe), plan.Parallelism, plan.Token);
    }

    /// <summary>What the trouble with a file means for the user.</summary>
    public static AuditError ErrorOf(ArtifactException e) => new(
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
