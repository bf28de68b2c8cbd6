namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>What the policy says of one import.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Rule">The rule that decided, for example <c>family:spawn</c>, <c>allow:numpy</c>, <c>settings:denied</c>, <c>unknown</c>.</param>
/// <param name="Gain">What an attacker gains; null unless dangerous.</param>
public sealed record ImportJudgement(ImportStanding Standing, Severity Severity, string Rule, string? Gain = null);
