namespace MlSecPol.Cmdlets;

/// <summary>Completes ids of checks.</summary>
public sealed class CheckIdCompleter() : CatalogueCompleter("Check");
