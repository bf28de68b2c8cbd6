using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Cmdlets;

/// <summary>Feeds the engine with the files of a bill of materials and writes errors to the streams of a cmdlet.</summary>
internal sealed class BomRun(Cmdlet cmdlet, CancellationToken token)
{
    private readonly ModelBom _bom = new();

    /// <summary>Models in the bill.</summary>
    internal int Count => _bom.Count;

    /// <summary>Adds a file.</summary>
    internal void Add(string path, string name, bool always)
    {
        try
        {
            cmdlet.WriteVerbose(_bom.Add(path, name, always, token) ? $"'{path}' is in the bill." : $"'{path}' is passed over: it is no model, or is there already.");
        }
        catch (ArtifactException e)
        {
            cmdlet.WriteError(ErrorRecords.Of(Audits.Classify(e)!, path));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Adds what is a model in a folder and below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">The file that is to be written: the bill of an earlier run is no part of the next.</param>
    internal void AddFolder(string folder, string except)
    {
        foreach (var file in FileTree.Files(folder, e => cmdlet.WriteError(ErrorRecords.FolderNotListed(folder, e)), token))
        {
            if (file != except) Add(file, Path.GetRelativePath(folder, file), always: false);
        }
    }

    /// <summary>Writes the bill.</summary>
    internal void Write(Stream output, DateTimeOffset createdAt) => _bom.Write(output, createdAt);
}
