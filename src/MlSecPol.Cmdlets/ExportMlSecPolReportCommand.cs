using System.Management.Automation;
using MlSecPol.Engine.Reports;

namespace MlSecPol.Cmdlets;

/// <summary><c>Export-MlSecPolReport</c>: writes results to a file that other tools, or a later session, can read.</summary>
[Cmdlet(VerbsData.Export, "MlSecPolReport", SupportsShouldProcess = true)]
[OutputType(typeof(CheckResult))]
public sealed class ExportMlSecPolReportCommand : ResultCommand
{
    private ReportTarget? _target;

    /// <summary>The file to write; its extension tells the format.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("FilePath", "OutFile")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The format, where the extension does not tell it.</summary>
    [Parameter(Position = 1)]
    [PSDefaultValue(Help = "By the extension")]
    public ReportFormat? Format { get; set; }

    /// <summary>The folder to which file names in the report are relative.</summary>
    [Parameter]
    [PSDefaultValue(Help = "The current location")]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Keeps a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the results when the report is written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _target = ReportTarget.Open(this, Path, NoClobber, Force);
        Format = _target.Format(Format);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var root = Root is null ? SessionState.Path.CurrentFileSystemLocation.Path : GetUnresolvedProviderPathFromPSPath(Root);
        var count = Results.Count == 1 ? "1 result" : $"{Results.Count} results";
        if (ShouldProcess(_target!.FullPath, $"Write {count} as {Format}"))
            _target.Write(stream => ReportFormats.Write(Format!.Value, new Report(Results, root, DateTimeOffset.UtcNow), stream));
        if (PassThru) WriteObject(Results, enumerateCollection: true);
    }
}
