using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>A part of a container that was not looked at.</summary>
/// <param name="Kind">Why not.</param>
/// <param name="Member">The member, with the containers around it; null when the file itself is meant.</param>
/// <param name="Reason">One sentence without the final full stop.</param>
internal sealed record ContainerGap(ArtifactErrorKind Kind, string? Member, string Reason)
{
    /// <summary>Whether the format or method is known and merely not read.</summary>
    internal bool IsUnsupported { get; init; }
}
