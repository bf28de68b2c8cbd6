namespace MlSecPol.Engine.Models.Repository.Licences;

/// <summary>A licence as a file of the model folder states it.</summary>
/// <param name="Licence">An SPDX identifier or expression, or the name that is used for it; null for a licence text that is not recognised.</param>
/// <param name="Path">Where it stands, relative to the folder.</param>
/// <param name="IsText">Whether it is the text of the licence itself, and not a name of it.</param>
public sealed record LicenceStatement(string? Licence, string Path, bool IsText);
