using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a configuration makes its loader fetch, import or call code by name, or take parts of the model from elsewhere.</summary>
[Check("MS4.RemoteCode")]
public sealed class RemoteCode() : HazardCheck(ModelAspect.RemoteCode, "The configuration names no code and no foreign place.", "The file configures no model.");
