namespace MlSecPol.Engine.Models;

/// <summary>What in a model can act beside its pickles; each is judged by one check.</summary>
public enum ModelAspect
{
    /// <summary>The configuration of a Keras model: layers with code, names of modules and functions, paths and addresses.</summary>
    KerasConfiguration,

    /// <summary>A TensorFlow graph: operations that read, write, connect or run code.</summary>
    TensorFlowGraph,

    /// <summary>Tensors of an ONNX model that are kept in other files.</summary>
    OnnxExternalData,

    /// <summary>Operators whose code is not part of the framework.</summary>
    Operators,

    /// <summary>Templates that a tokenizer or a server renders.</summary>
    Template,

    /// <summary>Configuration that makes a loader fetch, import or call code by name.</summary>
    RemoteCode,

    /// <summary>Serialized TorchScript source.</summary>
    TorchScript,

    /// <summary>Objects restored by name outside of pickle: skops schemas, R promises, Java objects and their kin.</summary>
    ObjectGraph,

    /// <summary>YAML and XML that makes its parser build objects, or read other files.</summary>
    Markup,

    /// <summary>Programs, libraries and scripts inside a model's package.</summary>
    EmbeddedCode,
}
