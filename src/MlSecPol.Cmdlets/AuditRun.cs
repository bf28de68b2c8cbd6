using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary>Feeds an engine session with targets and writes its outcomes to the streams of a cmdlet, all on the pipeline's thread.</summary>
internal sealed class AuditRun : IDisposable
{
    private const string InformationTag = "MlSecPol";

    private readonly AuditCommand _cmdlet;
    private readonly AuditPlan _plan;
    private readonly IAuditSession _session;
    private readonly Func<string, Action<ArtifactException>, CancellationToken, IEnumerable<string>> _targets;
    private readonly bool _isVerbose;
    private readonly AuditProgress _progress;
    private readonly int[] _counts = new int[Enum.GetValues<CheckStatus>().Length];
    private int _submitted;
    private int _done;

    private AuditRun(
        AuditCommand cmdlet, string activity, AuditPlan plan, IAuditSession session, Func<string, Action<ArtifactException>, CancellationToken, IEnumerable<string>> targets)
    {
        _cmdlet = cmdlet;
        _plan = plan;
        _session = session;
        _targets = targets;
        _isVerbose = cmdlet.IsVerbose;
        _progress = new AuditProgress(cmdlet, activity);
    }

    /// <summary>Starts a run, or ends the cmdlet with what is wrong in the request.</summary>
    internal static AuditRun Start(
        AuditCommand cmdlet, string activity, AuditRequest request, Func<AuditPlan, IAuditSession> open,
        Func<string, Action<ArtifactException>, CancellationToken, IEnumerable<string>> targets, CancellationToken token)
    {
        try
        {
            var plan = request.ToPlan(token);
            return new AuditRun(cmdlet, activity, plan, open(plan), targets);
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
        if (!TryAdd(path)) _session.SubmitEmpty(path, "The chosen checks look at folders that hold a model, not at single files.");
    }

    /// <summary>Adds the files of a folder and below it, and the folders that are audited as one.</summary>
    internal void AddFolder(string folder)
    {
        var (before, seen) = (_submitted, false);
        foreach (var target in _targets(folder, e => _cmdlet.WriteError(ErrorRecords.FolderNotListed(folder, e)), _plan.Token))
        {
            seen = true;
            TryAdd(target);
        }

        if (_submitted == before) _session.SubmitEmpty(folder, seen ? "The folder holds nothing that the chosen checks look at." : "The folder holds no file.");
    }

    /// <summary>Adds the files behind an address; an address that leads nowhere is an error, and the others go on.</summary>
    internal void AddAddress(Uri address, Func<Uri, AuditPlan, IReadOnlyList<string>> list)
    {
        try
        {
            var (before, targets) = (_submitted, list(address, _plan));
            foreach (var target in targets) TryAdd(target);
            if (_submitted == before) _session.SubmitEmpty(address.OriginalString, targets.Count == 0 ? "The repository holds no file." : "The address holds nothing that the chosen checks look at.");
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

    /// <summary>Begins a dataset whose rows come from the pipeline.</summary>
    internal RowAudit OpenRows(string name) => Audits.OfRows(_plan, name);

    /// <summary>Ends such a dataset and writes its results.</summary>
    internal void Complete(RowAudit rows)
    {
        try
        {
            Write(rows.Complete());
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
        _progress.Hide();
        var counts = Enum.GetValues<CheckStatus>().Where(s => _counts[(int)s] > 0).Select(s => $"{_counts[(int)s]} {s}");
        _cmdlet.WriteInformation($"Audited {(_done == 1 ? "1 file" : $"{_done} files")}: {string.Join(", ", counts)}.", [InformationTag]);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private bool TryAdd(string path)
    {
        while (_session.IsFull) WriteNext();
        if (!_session.Submit(path)) return false;
        _submitted++;
        while (Take(TimeSpan.Zero) is { } outcome) Write(outcome);
        ShowProgress(path);
        return true;
    }

    private void WriteNext()
    {
        if (Take(AuditProgress.Interval) is { } outcome) Write(outcome);
        else ShowProgress(null);
    }

    private AuditOutcome? Take(TimeSpan wait)
    {
        try
        {
            return _session.Take(wait);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void Write(AuditOutcome outcome)
    {
        _done++;
        if (outcome.Error is { } error) _cmdlet.WriteError(ErrorRecords.Of(error, outcome.Target));
        if (_isVerbose) _cmdlet.WriteVerbose($"{outcome.Target}: read in {outcome.ReadTime.TotalMilliseconds:F1} ms; {string.Join(", ", outcome.Timings.Select(t => $"{t.CheckId} {t.Elapsed.TotalMilliseconds:F1} ms"))}");
        foreach (var result in outcome.Results)
        {
            _counts[(int)result.Status]++;
            if (_cmdlet.Status.Length == 0 || _cmdlet.Status.Contains(result.Status)) _cmdlet.WriteObject(_plan.Detailed ? ViewText.Detailed(result) : result);
        }
    }

    private void ShowProgress(string? current) => _progress.Show(_done, _submitted, _session.BytesRead, current);
}
