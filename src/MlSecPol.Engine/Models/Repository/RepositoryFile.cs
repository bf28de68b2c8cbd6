using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>A file in the folder of a model.</summary>
/// <param name="Path">Relative to the folder, parts separated by <c>/</c>.</param>
/// <param name="Length">Bytes; of a link the length of what it leads to.</param>
/// <param name="Content">What the first bytes show it to be.</param>
/// <param name="IsExecutable">Whether somebody may execute it; always false where the system has no such permission.</param>
/// <param name="Link">Where it leads when it is a symbolic link; null for a file of its own.</param>
public sealed record RepositoryFile(string Path, long Length, ArtifactFormat Content, bool IsExecutable, RepositoryLink? Link)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a part of the path begins with a dot, so that listings leave it out.</summary>
    public bool IsHidden => Path[0] == '.' || Path.Contains("/.", StringComparison.Ordinal);

    /// <summary>Whether the content may be read: it is here, and it is not somebody else's file outside the folder.</summary>
    internal bool IsReadable => Link is null or { Leads: LinkLeads.Inside or LinkLeads.ToCache };
}
