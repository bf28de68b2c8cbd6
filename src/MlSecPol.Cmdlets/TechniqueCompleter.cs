namespace MlSecPol.Cmdlets;

/// <summary>Completes ids and names of techniques.</summary>
public sealed class TechniqueCompleter() : CatalogueCompleter("Technique");
