using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Profiles;

namespace MlSecPol.Cmdlets;

/// <summary>Works on datasets for a cmdlet: beside the pipeline's thread, which shows progress and writes what is wrong with a file.</summary>
internal sealed class DatasetRun(PSCmdlet cmdlet, string activity, DatasetSettings settings, CancellationToken token)
{
    /// <summary>The settings of datasets.</summary>
    internal DatasetSettings Settings { get; } = settings;

    internal CancellationToken Token { get; } = token;

    /// <summary>Starts a run, or ends the cmdlet with what is wrong in the settings.</summary>
    internal static DatasetRun Start(PSCmdlet cmdlet, string activity, string? settings, CancellationToken token)
    {
        try
        {
            var snapshot = settings is null ? SettingsSnapshot.Default : SettingsFile.Read(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(settings));
            return new DatasetRun(cmdlet, activity, snapshot.Get<DatasetSettings>(), token);
        }
        catch (UsageException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Of(e, settings));
            throw;
        }
    }

    /// <summary>The same with other settings.</summary>
    internal DatasetRun With(DatasetSettings other) => new(cmdlet, activity, other, Token);

    /// <summary>The profile of a file; null after trouble with it.</summary>
    internal DatasetProfile? Measure(string file) => Read(file, bytes => DatasetProfiles.Measure(file, Settings, Environment.ProcessorCount, bytes, Token));

    /// <summary>The profile behind a state; null after trouble with it.</summary>
    internal DatasetProfile? FromState(string state) => Read("State", _ => DatasetProfiles.FromState(state));

    /// <summary>Does some work; null after trouble with the target, which is written as an error.</summary>
    internal T? Read<T>(string target, Func<IProgress<long>, T> work)
        where T : class
    {
        var progress = new AuditProgress(cmdlet, activity);
        var bytes = new ByteCount();
        try
        {
            var task = Task.Run(() => work(bytes));
            while (!Task.WaitAll([task], (int)AuditProgress.Interval.TotalMilliseconds, Token)) progress.Show(0, 1, bytes.Value, target);
            return task.Result;
        }
        catch (AggregateException e) when (e.InnerException is ArtifactException artifact)
        {
            cmdlet.WriteError(ErrorRecords.Of(Audits.Classify(artifact)!, target));
            return null;
        }
        catch (AggregateException e) when (e.InnerException is UsageException usage)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Of(usage, target));
            return null;
        }
        catch (Exception e) when (e is OperationCanceledException or AggregateException { InnerException: OperationCanceledException })
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            progress.Hide();
        }
    }

    /// <summary>Hears from any thread how many bytes were read.</summary>
    private sealed class ByteCount : IProgress<long>
    {
        private long _value;

        internal long Value => Interlocked.Read(ref _value);

        public void Report(long value) => Interlocked.Exchange(ref _value, value);
    }
}
