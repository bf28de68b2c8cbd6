namespace MlSecPol.Engine.Models.Repository.Cards;

/// <summary>The model card: the front matter and the sections of the folder's README.</summary>
/// <param name="Path">Where it stands, relative to the folder.</param>
/// <param name="Fields">Scalars of the front matter by the path of their keys, joined by dots; lists add no part.</param>
/// <param name="Sections">Headings in lower case whose section says something; placeholders of templates do not count.</param>
public sealed record ModelCard(string Path, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, IReadOnlyList<string> Sections)
{
    /// <summary>The values of a top-level key.</summary>
    public IReadOnlyList<string> Values(string key) => Fields.TryGetValue(key, out var values) ? values : [];
}
