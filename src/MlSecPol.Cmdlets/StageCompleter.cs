namespace MlSecPol.Cmdlets;

/// <summary>Completes ids and names of lifecycle stages.</summary>
public sealed class StageCompleter() : CatalogueCompleter("Stage");
