namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>A file that is not as it was signed.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Path">The file, relative to the folder.</param>
public sealed record FileDifference(FileDifferenceKind Kind, string Path);
