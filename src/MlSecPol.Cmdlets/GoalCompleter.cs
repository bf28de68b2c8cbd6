namespace MlSecPol.Cmdlets;

/// <summary>Completes ids and names of goals.</summary>
public sealed class GoalCompleter() : CatalogueCompleter("Goal");
