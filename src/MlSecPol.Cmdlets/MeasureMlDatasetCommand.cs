using System.Management.Automation;
using MlSecPol.Engine.Datasets.Profiles;

namespace MlSecPol.Cmdlets;

/// <summary><c>Measure-MlDataset</c>: profiles datasets in one pass, stores profiles and merges those of parts.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MlDataset", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(DatasetProfile), typeof(string))]
public sealed class MeasureMlDatasetCommand : DatasetCommand
{
    private const string StateSet = "State";

    private readonly List<DatasetProfile> _parts = [];
    private DatasetRun? _run;
    private bool _wrote;

    /// <summary>States of profiles; binds that of what this cmdlet emits, also after a job, a remote session or JSON.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = StateSet)]
    [ValidateNotNullOrEmpty]
    public string[] State { get; set; } = [];

    /// <summary>Makes one profile of all.</summary>
    [Parameter]
    public SwitchParameter Merge { get; set; }

    /// <summary>Emits the JSON Table Schema that a profile suggests in its place.</summary>
    [Parameter]
    public SwitchParameter AsSchema { get; set; }

    /// <summary>A file to write the profile to, or a folder for one file a dataset.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>Keeps a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _run = DatasetRun.Start(this, "Measuring datasets", Settings, StopToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == StateSet)
        {
            foreach (var state in State) Take(_run!.FromState(state));
            return;
        }

        foreach (var file in Files()) Take(_run!.Measure(file));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_parts.Count > 0 && _run!.Read("Merge", _ => DatasetProfiles.Merge(_parts)) is { } merged) Emit(merged);
    }

    private void Take(DatasetProfile? profile)
    {
        if (profile is null) return;
        if (Merge) _parts.Add(profile);
        else Emit(profile);
    }

    private void Emit(DatasetProfile profile)
    {
        if (StatePath is not null && !Store(profile, StatePath)) return;
        if (AsSchema) WriteObject(DatasetProfiles.Schema(profile));
        else WriteObject(profile);
    }

    private bool Store(DatasetProfile profile, string path)
    {
        var full = GetUnresolvedProviderPathFromPSPath(path);
        if (Directory.Exists(full))
        {
            full = System.IO.Path.Combine(full, profile.Source.Count == 1 ? profile.Source[0] : "merged");
            if (!DatasetProfiles.IsProfile(full)) full += DatasetProfiles.Extension;
        }
        else if (_wrote)
        {
            WriteError(ErrorRecords.OneProfile(path));
            return false;
        }

        var target = ReportTarget.Open(this, full, NoClobber, Force);
        if (!ShouldProcess(target.FullPath, $"Write the profile of {profile.Source.Count} dataset(s)")) return true;
        target.Write(stream => DatasetProfiles.Write(stream, profile));
        _wrote = true;
        return true;
    }
}
