using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Cmdlets;

/// <summary><c>Test-MlDataset</c>: reads datasets once and answers the data controls of the policy.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MlDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
public sealed class TestMlDatasetCommand : AuditCommand
{
    private const string RowsSet = "InputObject";

    private RowInput? _rows;

    /// <summary>Rows: objects whose properties, or dictionaries whose keys, are the columns.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowsSet)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; }

    /// <summary>What results call the rows.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowsSet)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Takes the files of a folder and below it for one dataset.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter AsDataset { get; set; }

    /// <summary>The column that a model is to learn; by default the first one with a usual name, such as label or target.</summary>
    [Parameter]
    [PSDefaultValue(Help = "What the settings say")]
    [ValidateNotNullOrEmpty]
    public string? LabelColumn { get; set; }

    /// <summary>A dataset, file or folder, that the others should have nothing in common with: the one for training when those for testing are tested.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>A JSON Table Schema that the datasets must conform to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <inheritdoc/>
    private protected override AuditRun CreateRun(AuditRequest request)
    {
        request = request with
        {
            LabelColumn = LabelColumn,
            ReferencePath = ReferencePath is null ? null : GetUnresolvedProviderPathFromPSPath(ReferencePath),
            Schema = Schema is null ? null : GetUnresolvedProviderPathFromPSPath(Schema),
        };
        var run = AuditRun.Start(this, "Testing datasets", request, Audits.OfDatasets, FileTree.Files, StopToken);
        if (ParameterSetName == RowsSet) _rows = new RowInput(run, Name);
        return run;
    }

    /// <inheritdoc/>
    private protected override void AddTargets(AuditRun run)
    {
        if (_rows is not null)
        {
            foreach (var row in InputObject ?? []) _rows.Add(row);
            return;
        }

        if (!AsDataset)
        {
            base.AddTargets(run);
            return;
        }

        foreach (var (path, _) in ResolvedPaths()) run.Add(path);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _rows?.Complete();
        base.EndProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _rows?.Dispose();
        base.Dispose(disposing);
    }
}
