using MlSecPol.Engine.Datasets.Search;

namespace MlSecPol.Cmdlets;

/// <summary>Completes countries whose identifiers are known, with the kinds that they issue.</summary>
public sealed class LocaleCompleter() : CatalogueCompleter("Check")
{
    private protected override IEnumerable<(string Value, string Title)> Entries() => SensitiveKinds.Locales.Select(k => (k.Value, k.Title));
}
