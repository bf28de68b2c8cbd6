namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>What the policy says of one import and which rule decided.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Rule">The rule: <c>family:spawn</c>, <c>allow:numpy</c>, <c>settings:denied</c>, <c>settings:allowed</c>, <c>walk:inner</c>, <c>walk:module</c>, <c>walk:method</c>, <c>unresolved</c> or <c>unknown</c>.</param>
/// <param name="Severity">How much it weighs; Info for what is allowed.</param>
/// <param name="Gain">What loading it does for an attacker, a predicate; empty for what is allowed.</param>
/// <param name="Arguments">How arguments decide about calls of it.</param>
/// <param name="IsMember">Whether a member of the allowed thing is meant, not the thing itself.</param>
public sealed record ImportJudgement(
    ImportVerdict Verdict,
    string Rule,
    Severity Severity,
    string Gain,
    ArgumentRule Arguments = ArgumentRule.Any,
    bool IsMember = false);
