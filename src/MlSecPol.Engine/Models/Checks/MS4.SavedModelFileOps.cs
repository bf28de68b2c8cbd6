using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when an operation of a TensorFlow graph reads, writes or lists files, connects, or runs code outside of the graph.</summary>
[Check("MS4.SavedModelFileOps")]
public sealed class SavedModelFileOps() : HazardCheck(
    ModelAspect.TensorFlowGraph,
    "No operation of the graph reaches beyond the model.",
    "The file holds no TensorFlow graph.");
