using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Search;

namespace MlSecPol.Cmdlets;

/// <summary>Feeds a search with files and writes what it finds to the streams of a cmdlet.</summary>
internal sealed class SearchRun
{
    private readonly Cmdlet _cmdlet;
    private readonly SensitiveDataSearch _search;
    private readonly CancellationToken _token;
    private readonly AuditProgress _progress;
    private int _done;

    private SearchRun(Cmdlet cmdlet, SensitiveDataSearch search, CancellationToken token) =>
        (_cmdlet, _search, _token, _progress) = (cmdlet, search, token, new AuditProgress(cmdlet, "Searching for sensitive data"));

    /// <summary>Starts a search, or ends the cmdlet with what is wrong in the request.</summary>
    internal static SearchRun Start(Cmdlet cmdlet, string? settingsPath, string[] kinds, string[] locales, double minimumConfidence, bool isMasked, CancellationToken token)
    {
        try
        {
            var settings = settingsPath is null ? SettingsSnapshot.Default : SettingsFile.Read(settingsPath);
            return new(cmdlet, new(new(settings, kinds, locales, minimumConfidence, isMasked)), token);
        }
        catch (UsageException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.Of(e, settingsPath));
            throw;
        }
    }

    /// <summary>Searches a file; one that cannot be read is an error, and the others go on.</summary>
    internal void Search(string path)
    {
        try
        {
            var error = _search.Search(path, _cmdlet.WriteObject, new Bytes(bytes => _progress.Show(_done, _done + 1, bytes, path)), _token);
            if (error is not null) _cmdlet.WriteError(ErrorRecords.Of(error, path));
        }
        catch (ArtifactException e)
        {
            _cmdlet.WriteError(ErrorRecords.Of(Audits.Classify(e)!, path));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        _done++;
    }

    /// <summary>Searches the files of a folder and below it.</summary>
    internal void SearchFolder(string folder)
    {
        foreach (var file in FileTree.Files(folder, e => _cmdlet.WriteError(ErrorRecords.FolderNotListed(folder, e)), _token)) Search(file);
    }

    /// <summary>Takes the progress away.</summary>
    internal void Complete() => _progress.Hide();

    /// <summary>Hears on the thread that reads, which is the one of the pipeline; the class of the platform would not.</summary>
    private sealed class Bytes(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
