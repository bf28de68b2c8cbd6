namespace MlSecPol.Engine.Artifacts.Tar;

/// <summary>A link in a tar archive.</summary>
/// <param name="Name">Its name after extended headers.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="At">Where its header stands.</param>
/// <param name="IsHard">Whether it is another name of an earlier entry.</param>
internal sealed record TarLink(string Name, string Target, long At, bool IsHard);
