using System.Management.Automation;
using MlSecPol.Engine.Reports;

namespace MlSecPol.Cmdlets;

/// <summary><c>Import-MlSecPolResult</c>: reads results back from the JSON of <c>Export-MlSecPolReport</c>, from as many files as are named.</summary>
[Cmdlet(VerbsData.Import, "MlSecPolResult", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
public sealed class ImportMlSecPolResultCommand : PathCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var (path, named) in ResolvedPaths())
        {
            if (Directory.Exists(path))
            {
                if (named) WriteError(ErrorRecords.NoReport(path));
                continue;
            }

            Import(path);
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private void Import(string path)
    {
        try
        {
            foreach (var result in ResultReader.Read(path, _stop.Token)) WriteObject(result);
        }
        catch (ReportException e)
        {
            WriteError(ErrorRecords.Of(e, path));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
