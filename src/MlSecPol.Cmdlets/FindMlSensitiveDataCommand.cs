using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary><c>Find-MlSensitiveData</c>: finds identifiers of persons, credentials and text that addresses a model, one object each.</summary>
[Cmdlet(VerbsCommon.Find, "MlSensitiveData", DefaultParameterSetName = PathSet)]
[OutputType(typeof(SensitiveData))]
public sealed class FindMlSensitiveDataCommand : PathCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private SearchRun? _run;

    /// <summary>Searches the files in a folder and below it.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Only these kinds; names or wildcard patterns.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SensitiveKindCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Kind { get; set; } = [];

    /// <summary>Only identifiers of these countries, and those that are the same everywhere.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Locale { get; set; } = [];

    /// <summary>Confidence from which on something is emitted, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double MinimumConfidence { get; set; } = 0.5;

    /// <summary>Masks values; -Masked:$false shows them.</summary>
    [Parameter]
    [PSDefaultValue(Help = "True")]
    public SwitchParameter Masked { get; set; } = true;

    /// <summary>A settings file, see about_MlSecPol_Settings; parameters win over it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Settings { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var settings = Settings is null ? null : GetUnresolvedProviderPathFromPSPath(Settings);
        _run = SearchRun.Start(this, settings, Kind, Locale, MinimumConfidence, Masked, _stop.Token);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var (path, named) in ResolvedPaths())
        {
            if (!Directory.Exists(path)) _run!.Search(path);
            else if (Recurse) _run!.SearchFolder(path);
            else if (named) WriteError(ErrorRecords.IsFolder(path));
            else WriteVerbose($"The folder '{path}' is passed over; -Recurse searches what is in it.");
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.Complete();

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();
}
