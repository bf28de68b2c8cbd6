using System.Management.Automation;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Cmdlets;

/// <summary><c>Measure-MlDatasetPrivacy</c>: how well people are hidden in datasets.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MlDatasetPrivacy", DefaultParameterSetName = PathSet)]
[OutputType(typeof(DatasetPrivacy))]
public sealed class MeasureMlDatasetPrivacyCommand : DatasetCommand
{
    private DatasetRun? _run;

    /// <summary>Columns that, put together, may tell people apart; without them only suggestions are made.</summary>
    [Parameter]
    [Alias("QI")]
    [ValidateNotNullOrEmpty]
    public string[] QuasiIdentifier { get; set; } = [];

    /// <summary>Columns whose values nobody should learn of a person.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Sensitive { get; set; } = [];

    /// <summary>A table of the population with the same quasi-identifiers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PopulationPath { get; set; }

    /// <summary>Counts a missing quasi-identifier as any value, not as a value of its own.</summary>
    [Parameter]
    public SwitchParameter MissingAsWildcard { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var run = DatasetRun.Start(this, "Measuring privacy", Settings, StopToken);
        var settings = run.Settings;
        if (QuasiIdentifier.Length > 0) settings = settings with { QuasiIdentifiers = QuasiIdentifier };
        if (Sensitive.Length > 0) settings = settings with { Sensitive = Sensitive };
        if (PopulationPath is not null) settings = settings with { Privacy = settings.Privacy with { Population = GetUnresolvedProviderPathFromPSPath(PopulationPath) } };
        if (MissingAsWildcard) settings = settings with { Privacy = settings.Privacy with { Missing = MissingValue.Wildcard } };
        _run = run.With(settings);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in Files())
        {
            if (_run!.Read(file, bytes => DatasetPrivacies.Measure(file, _run.Settings, Environment.ProcessorCount, bytes, StopToken)) is not { } privacy) continue;
            foreach (var gap in privacy.NotMeasured) WriteVerbose($"{privacy.Source}: {gap}");
            WriteObject(privacy);
        }
    }
}
