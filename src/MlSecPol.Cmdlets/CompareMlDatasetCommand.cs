using System.Management.Automation;
using MlSecPol.Engine.Datasets.Drift;

namespace MlSecPol.Cmdlets;

/// <summary><c>Compare-MlDataset</c>: how datasets differ from a reference, column by column.</summary>
[Cmdlet(VerbsData.Compare, "MlDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ColumnDrift), typeof(DatasetDrift))]
public sealed class CompareMlDatasetCommand : DatasetCommand
{
    private const string StateSet = "State";

    private DatasetRun? _run;
    private DatasetProfile? _reference;

    /// <summary>What is compared with: a file with data or a profile, or a profile itself.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [Alias("ReferencePath")]
    [ValidateNotNull]
    public PSObject Reference { get; set; } = new();

    /// <summary>States of profiles to compare; binds that of what Measure-MlDataset emits.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = StateSet)]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = [];

    /// <summary>Emits one object a dataset, with its columns in it, in place of one a column.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = DatasetRun.Start(this, "Comparing datasets", Settings, StopToken);
        if (ResultInput.Text(Reference, nameof(DatasetProfile.State)) is { } state)
        {
            _reference = _run.FromState(state);
            return;
        }

        if (ResultInput.Text(Reference, "FullName") is not { } text && (text = Reference.BaseObject as string) is null) ThrowTerminatingError(ErrorRecords.NotAProfile(Reference));
        else if (File.Exists(text = GetUnresolvedProviderPathFromPSPath(text))) _reference = _run.Measure(text);
        else ThrowTerminatingError(ErrorRecords.PathNotFound(text));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // Without a reference, the reason is told already.
        if (_reference is null) return;
        if (ParameterSetName == StateSet)
        {
            foreach (var state in State) Emit(_run!.FromState(state));
            return;
        }

        foreach (var file in Files()) Emit(_run!.Measure(file));
    }

    private void Emit(DatasetProfile? current)
    {
        if (current is null) return;
        if (_run!.Read("Comparison", _ => DatasetComparison.Compare(_reference!, current, _run.Settings.Drift)) is not { } drift) return;
        foreach (var gap in drift.NotRead) WriteWarning($"Only a part was compared. Not read: {gap}.");
        if (Summary) WriteObject(drift);
        else WriteObject(drift.Columns, enumerateCollection: true);
    }
}
