namespace MlSecPol.Engine.Models.Repository;

/// <summary>A symbolic link in the folder of a model.</summary>
/// <param name="Path">The link, relative to the folder.</param>
/// <param name="Target">What it says, unresolved.</param>
/// <param name="Leads">Where that is.</param>
/// <param name="IsFolder">Whether it leads to a folder; such links are not followed.</param>
public sealed record RepositoryLink(string Path, string Target, LinkLeads Leads, bool IsFolder);
