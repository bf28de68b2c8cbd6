using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Names operators whose code is not part of the framework, and fails on those that run code of the model's choice.</summary>
[Check("MS4.CustomOperators")]
public sealed class CustomOperators() : HazardCheck(
    ModelAspect.Operators,
    "All operators belong to the framework.",
    "The format has no operators.");
