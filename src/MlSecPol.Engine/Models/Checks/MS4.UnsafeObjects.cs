using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when objects that are restored by name outside of pickle, or code that R keeps beside its data, would run or reach something on loading.</summary>
[Check("MS4.UnsafeObjects")]
public sealed class UnsafeObjects() : HazardCheck(
    ModelAspect.ObjectGraph,
    "Nothing that the file restores by name runs or reaches anything.",
    "The format restores no objects by name.");
