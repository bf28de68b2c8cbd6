using System.Management.Automation;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Cmdlets;

/// <summary>Base of cmdlets that read whole datasets: which files, by which settings, and an end within a moment when the pipeline is stopped.</summary>
public abstract class DatasetCommand : PathCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A settings file, see about_MlSecPol_Settings.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Settings { get; set; }

    /// <summary>Reads the files in a folder and below it.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Ends the work when the pipeline is stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what is held.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>The files that the parameters of this record lead to, those of folders among them with -Recurse.</summary>
    private protected IEnumerable<string> Files()
    {
        foreach (var (path, named) in ResolvedPaths())
        {
            if (!Directory.Exists(path))
            {
                yield return path;
            }
            else if (Recurse)
            {
                foreach (var file in FileTree.Files(path, e => WriteError(ErrorRecords.FolderNotListed(path, e)), StopToken)) yield return file;
            }
            else if (named)
            {
                WriteError(ErrorRecords.IsFolder(path));
            }
        }
    }
}
