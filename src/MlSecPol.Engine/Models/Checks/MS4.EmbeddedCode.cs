using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a model's package brings programs, libraries or source that acts.</summary>
[Check("MS4.EmbeddedCode")]
public sealed class EmbeddedCode() : HazardCheck(
    ModelAspect.EmbeddedCode,
    "The package holds no program, library or script.",
    "The file is no package that could bring code along.");
