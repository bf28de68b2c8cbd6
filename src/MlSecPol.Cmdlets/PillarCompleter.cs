namespace MlSecPol.Cmdlets;

/// <summary>Completes ids and names of pillars.</summary>
public sealed class PillarCompleter() : CatalogueCompleter("Pillar");
