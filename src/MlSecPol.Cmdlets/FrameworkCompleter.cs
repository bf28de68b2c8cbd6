namespace MlSecPol.Cmdlets;

/// <summary>Completes names of frameworks that the controls are mapped to.</summary>
public sealed class FrameworkCompleter() : CatalogueCompleter("Framework");
