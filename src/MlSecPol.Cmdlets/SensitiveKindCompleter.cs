using MlSecPol.Engine.Datasets.Search;

namespace MlSecPol.Cmdlets;

/// <summary>Completes kinds of sensitive data.</summary>
public sealed class SensitiveKindCompleter() : CatalogueCompleter("Check")
{
    private protected override IEnumerable<(string Value, string Title)> Entries() => SensitiveKinds.All.Select(k => (k.Value, k.Title));
}
