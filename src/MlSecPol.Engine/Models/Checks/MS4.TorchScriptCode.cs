using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when serialized TorchScript, or the graph of an exported program, touches files, connects, loads libraries or is no such code at all.</summary>
[Check("MS4.TorchScriptCode")]
public sealed class TorchScriptCode() : HazardCheck(
    ModelAspect.TorchScript,
    "The serialized code computes with tensors and does nothing else.",
    "The file holds no serialized code of PyTorch.");
