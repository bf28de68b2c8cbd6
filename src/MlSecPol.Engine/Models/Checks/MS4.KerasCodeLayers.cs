using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the configuration of a Keras model, or the HDF5 file around it, runs code, loads by name, or leads to other files or the network.</summary>
[Check("MS4.KerasCodeLayers")]
public sealed class KerasCodeLayers() : HazardCheck(
    ModelAspect.KerasConfiguration,
    "Nothing in the Keras or HDF5 file runs code or leads to other files or the network.",
    "The file is no Keras model and no HDF5 file.");
