using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when YAML or XML makes its parser build objects, read other files, connect, or run out of memory.</summary>
[Check("MS4.UnsafeMarkup")]
public sealed class UnsafeMarkup() : HazardCheck(ModelAspect.Markup, "The markup holds data only.", "The file is neither YAML nor XML.");
