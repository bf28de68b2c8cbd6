using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>The content of a member, or what there is of it.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Break">Why the rest is missing; null when nothing is.</param>
internal sealed record ExpandedMember(ByteSource Content, ArtifactException? Break) : IDisposable
{
    internal static ExpandedMember Broken(ArtifactException cause) => new(new MemorySource(default), cause);

    public void Dispose() => Content.Dispose();
}
