using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>A model folder on this machine.</summary>
internal sealed class LocalFolder(string folder, RepositoryLimits limits) : IFolderContent
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public bool IsLocal => true;

    /// <inheritdoc/>
    public void List(RepositoryBuilder facts)
    {
        new RepositoryListing(folder, limits, facts).Read();
        GitFolder.Read(facts);
    }

    /// <inheritdoc/>
    public ByteSource Open(string path) => FileSource.Open(Path.Combine(folder, path));
}
