namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Modules and callables with one kind of dangerous effect.</summary>
/// <param name="Id">Its name in rules.</param>
/// <param name="Severity">How much an import of it weighs.</param>
/// <param name="Gain">What an attacker gains.</param>
/// <param name="Names">Modules and names; each covers everything below it.</param>
internal sealed record ImportFamily(string Id, Severity Severity, string Gain, IReadOnlyList<string> Names);
