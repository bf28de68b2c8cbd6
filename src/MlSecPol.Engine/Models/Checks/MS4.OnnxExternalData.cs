using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when an ONNX model asks for tensors in files outside of its own folder.</summary>
[Check("MS4.OnnxExternalData")]
public sealed class OnnxExternalData() : HazardCheck(
    ModelAspect.OnnxExternalData,
    "All tensors are in the model or in files beside it.",
    "The file is no ONNX model.");
