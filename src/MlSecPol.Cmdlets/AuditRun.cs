using System.Diagnostics;
using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary>Feeds an engine session with paths and writes its outcomes to the streams of a cmdlet, all on the pipeline's thread.</summary>
internal sealed class AuditRun : IDisposable
{
    private const string InformationTag = "MlSecPol";

    private static readonly TimeSpan ProgressDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly Cmdlet _cmdlet;
    private readonly IAuditSession _session;
    private readonly CheckStatus[] _statuses;
    private readonly AuditPlan _plan;
    private readonly ProgressRecord _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int[] _counts = new int[Enum.GetValues<CheckStatus>().Length];
    private TimeSpan _nextProgress = ProgressDelay;
    private int _submitted;
    private int _done;
    private bool _progressShown;

    private AuditRun(Cmdlet cmdlet, string activity, AuditPlan plan, IAuditSession session, CheckStatus[] statuses)
    {
        _cmdlet = cmdlet;
        _session = session;
        _statuses = statuses;
        _plan = plan;
        _progress = new ProgressRecord(cmdlet.GetHashCode() & 0xffff, activity, "Starting");
    }

    /// <summary>Starts a run, or ends the cmdlet with what is wrong in the request.</summary>
    internal static AuditRun Start(
        AuditCommand cmdlet, string activity, AuditRequest request, Func<AuditPlan, IAuditSession> open, CancellationToken token)
    {
        try
        {
            var settings = request.SettingsPath is null ? SettingsSnapshot.Default : SettingsFile.Read(request.SettingsPath);
            var plan = new AuditPlan(settings, request.CheckIds, request.ExcludedCheckIds, request.Parallelism, request.Strict, request.TimeoutSeconds, token) { Detailed = request.Detailed, Hash = request.Hash };
            return new AuditRun(cmdlet, activity, plan, open(plan), cmdlet.Status);
        }
        catch (UsageException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Of(e, request.SettingsPath));
            throw;
        }
    }

    /// <summary>Adds a file and writes what has become ready.</summary>
    internal void Add(string path)
    {
        while (_session.IsFull) WriteNext();
        _session.Submit(path);
        _submitted++;
        while (_session.Take(TimeSpan.Zero) is { } outcome) Write(outcome);
        ShowProgress(path);
    }

    /// <summary>Adds the files of a folder and below it.</summary>
    internal void AddFolder(string folder)
    {
        var before = _submitted;
        foreach (var file in FileTree.Files(folder, e => _cmdlet.WriteError(ErrorRecords.FolderNotListed(folder, e)), _plan.Token)) Add(file);
        if (_submitted == before) _session.SubmitEmpty(folder, "the folder holds no file");
    }

    /// <summary>Adds the files behind an address; an address that leads nowhere is an error, and the others go on.</summary>
    internal void AddAddress(Uri address, Func<Uri, AuditPlan, IReadOnlyList<string>> list)
    {
        try
        {
            var files = list(address, _plan);
            foreach (var file in files) Add(file);
            if (files.Count == 0) _session.SubmitEmpty(address.OriginalString, "The repository holds no file.");
        }
        catch (ArtifactException e)
        {
            _cmdlet.WriteError(ErrorRecords.AddressNotListed(address, e));
            _session.SubmitEmpty(address.OriginalString, e.Message);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes the remaining outcomes and the summary.</summary>
    internal void Complete()
    {
        while (_session.Pending > 0) WriteNext();
        HideProgress();
        var counts = Enum.GetValues<CheckStatus>().Where(s => _counts[(int)s] > 0).Select(s => $"{_counts[(int)s]} {s}");
        _cmdlet.WriteInformation($"Audited {(_done == 1 ? "1 file" : $"{_done} files")}: {string.Join(", ", counts)}.", [InformationTag]);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void WriteNext()
    {
        AuditOutcome? outcome;
        try
        {
            while ((outcome = _session.Take(ProgressInterval)) is null) ShowProgress(null);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        Write(outcome);
    }

    private void Write(AuditOutcome outcome)
    {
        _done++;
        if (outcome.Error is { } error) _cmdlet.WriteError(ErrorRecords.Of(error, outcome.Target));
        _cmdlet.WriteVerbose($"{outcome.Target}: read in {outcome.ReadTime.TotalMilliseconds:F1} ms; {string.Join(", ", outcome.Timings.Select(t => $"{t.CheckId} {t.Elapsed.TotalMilliseconds:F1} ms"))}");
        foreach (var result in outcome.Results)
        {
            _counts[(int)result.Status]++;
            if (_statuses.Length == 0 || _statuses.Contains(result.Status)) _cmdlet.WriteObject(_plan.Detailed ? Detailed(result) : result);
        }
    }

    // The name chooses the view that shows the programs; the object is the same.
    private static PSObject Detailed(CheckResult result)
    {
        var view = new PSObject(result);
        view.TypeNames.Insert(0, "MlSecPol.CheckResult#Detailed");
        return view;
    }

    private void ShowProgress(string? current)
    {
        if (_clock.Elapsed < _nextProgress) return;
        _nextProgress = _clock.Elapsed + ProgressInterval;
        _progressShown = true;
        _progress.StatusDescription = $"{_done} of {_submitted} files, {_session.BytesRead / 1e6:F0} MB read";
        if (current is not null) _progress.CurrentOperation = current;
        _cmdlet.WriteProgress(_progress);
    }

    private void HideProgress()
    {
        if (!_progressShown) return;
        _progress.RecordType = ProgressRecordType.Completed;
        _cmdlet.WriteProgress(_progress);
    }
}
