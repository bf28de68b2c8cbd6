using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Where the files of a model come from: a folder of this machine, or a repository on a hub.</summary>
internal interface IFolderContent
{
    /// <summary>The folder's full path, or the repository's address.</summary>
    string Name { get; }

    /// <summary>Whether the files are of this machine.</summary>
    bool IsLocal { get; }

    /// <summary>Fills in files and links, in ordinal order of the paths, and what the place itself says of the origin.</summary>
    /// <exception cref="ArtifactException">The folder itself cannot be listed.</exception>
    void List(RepositoryBuilder facts);

    /// <summary>Opens a listed file. The caller disposes it.</summary>
    /// <exception cref="ArtifactException">It cannot be opened.</exception>
    ByteSource Open(string path);
}
