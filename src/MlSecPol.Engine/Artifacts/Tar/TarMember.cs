namespace MlSecPol.Engine.Artifacts.Tar;

/// <summary>One entry of a tar archive that has content.</summary>
/// <param name="Name">Its name after extended headers.</param>
/// <param name="HeaderOffset">Where its header stands.</param>
/// <param name="DataOffset">Where its content begins.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="IsSparse">Whether the content is stored with holes, so that it cannot be read as it stands.</param>
internal sealed record TarMember(string Name, long HeaderOffset, long DataOffset, long Size, bool IsSparse);
