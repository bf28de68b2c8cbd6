namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Somebody beside the owner who may do something with a file.</summary>
/// <param name="Name">Who, for example <c>others</c>, <c>group 1000</c> or <c>Everyone</c>.</param>
/// <param name="IsWorld">Whether that is anybody with an account, or anybody at all.</param>
/// <param name="MayRead">Whether they may read.</param>
/// <param name="MayWrite">Whether they may write, replace, or change the rights.</param>
/// <param name="IsListed">Whether an access list says so rather than the mode.</param>
internal sealed record Trustee(string Name, bool IsWorld, bool MayRead, bool MayWrite, bool IsListed);
