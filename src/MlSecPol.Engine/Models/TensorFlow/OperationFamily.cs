namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Operations of one effect.</summary>
/// <param name="Name">The name of the family; findings have the rule <c>tensorflow:name</c>.</param>
/// <param name="Effect">What an attacker gains.</param>
/// <param name="When">When.</param>
/// <param name="Does">What the operations do, to follow the name of a node.</param>
internal sealed record OperationFamily(string Name, HazardEffect Effect, OperationWhen When, string Does);
