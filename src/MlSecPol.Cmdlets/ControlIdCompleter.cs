namespace MlSecPol.Cmdlets;

/// <summary>Completes ids of controls.</summary>
public sealed class ControlIdCompleter() : CatalogueCompleter("Control");
