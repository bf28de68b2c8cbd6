using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary><c>Export-MlBom</c>: writes a bill of materials of models, from what their files say.</summary>
[Cmdlet(VerbsData.Export, "MlBom", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMlBomCommand : PathCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ReportTarget? _target;
    private BomRun? _run;

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>The time that the document bears.</summary>
    [Parameter]
    [PSDefaultValue(Help = "Now")]
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>Keeps a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the file when it is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _target = ReportTarget.Open(this, Destination, NoClobber, Force);
        _run = new BomRun(this, _stop.Token);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var (path, named) in ResolvedPaths())
        {
            if (Directory.Exists(path)) _run!.AddFolder(path, _target!.FullPath);
            else _run!.Add(path, System.IO.Path.GetFileName(path), named);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_run!.Count == 0) ThrowTerminatingError(ErrorRecords.NoModel(Destination));
        if (!ShouldProcess(_target!.FullPath, $"Write a bill of materials of {(_run.Count == 1 ? "1 model" : $"{_run.Count} models")}")) return;
        _target.Write(stream => _run.Write(stream, Timestamp ?? DateTimeOffset.UtcNow));
        if (PassThru) WriteObject(new FileInfo(_target.FullPath));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();
}
