using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Secrets;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>The kinds and countries that a search can be narrowed to.</summary>
public static class SensitiveKinds
{
    /// <summary>Every kind with what it is.</summary>
    public static IReadOnlyList<CatalogueCompletion> All { get; } =
    [
        .. IdentifierKinds.All.Select(k => new CatalogueCompletion(k.Id, Title(k.Name))),
        .. SignalKind.All.Select(k => new CatalogueCompletion(k.Rule, Title(k.Name))),
    ];

    /// <summary>Every country with the kinds that it issues.</summary>
    public static IReadOnlyList<CatalogueCompletion> Locales { get; } =
    [
        .. IdentifierKinds.All.Where(k => k.Locale is not null).GroupBy(k => k.Locale!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CatalogueCompletion(g.Key, string.Join(", ", g.Select(k => k.Id)))),
    ];

    private static string Title(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
