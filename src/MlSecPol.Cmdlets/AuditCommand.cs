using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>Base of cmdlets that audit files: the parameters that they share, and the life of a run from binding to the last result.</summary>
public abstract class AuditCommand : PathCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private AuditRun? _run;

    /// <summary>Audits the files in a folder and below it.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only these checks; ids or wildcard patterns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] CheckId { get; set; } = [];

    /// <summary>Not these checks; ids or wildcard patterns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] ExcludeCheckId { get; set; } = [];

    /// <summary>Emits only results with one of these statuses; all checks run all the same.</summary>
    [Parameter]
    public CheckStatus[] Status { get; set; } = [];

    /// <summary>A settings file, see about_MlSecPol_Settings; parameters win over it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Settings { get; set; }

    /// <summary>Files read at once; by default one a processor.</summary>
    [Parameter]
    [PSDefaultValue(Help = "One a processor")]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Ends the run when the pipeline is stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Whether somebody may read verbose texts; one for each file costs more than many a file does.</summary>
    internal bool IsVerbose =>
        MyInvocation.BoundParameters.ContainsKey("Verbose")
        || MyInvocation.BoundParameters.ContainsKey("Debug")
        || $"{SessionState.PSVariable.GetValue("VerbosePreference")}" is not (nameof(ActionPreference.SilentlyContinue) or nameof(ActionPreference.Ignore));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Prepares the run that the cmdlet is for.</summary>
    private protected abstract AuditRun CreateRun(AuditRequest request);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var settings = Settings is null ? null : GetUnresolvedProviderPathFromPSPath(Settings);
        _run = CreateRun(new AuditRequest(settings, CheckId, ExcludeCheckId, ThrottleLimit));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AddTargets(_run!);

    /// <summary>Adds what the parameters of this record name; files by default.</summary>
    private protected virtual void AddTargets(AuditRun run)
    {
        foreach (var (path, named) in ResolvedPaths())
        {
            if (!Directory.Exists(path)) run.Add(path);
            else if (Recurse) run.AddFolder(path);
            else if (named) WriteError(ErrorRecords.IsFolder(path));
            else WriteVerbose($"The folder '{path}' is passed over; -Recurse audits what is in it.");
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.Complete();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends work that is still under way and releases files.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _stop.Cancel();
        _run?.Dispose();
        _stop.Dispose();
    }
}
