using System.Text;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models.Hdf5;

namespace MlSecPol.Engine.Tests.Models.Keras;

/// <summary>Keras models made byte by byte. Code in them is the byte code of a function that returns its argument.</summary>
internal static class KerasSamples
{
    private const string Metadata = """{"keras_version": "3.8.0", "date_saved": "2026-01-01@00:00:00"}""";

    /// <summary>The beginning of marshalled code in base64: the mark of a code object, one argument, no other kinds of them.</summary>
    public static string Code { get; } = Convert.ToBase64String([0xE3, 1, 0, 0, 0, .. new byte[12], .. "\x03\0\0\0S\0"u8, (byte)'z', 6, .. "getcwd"u8, 0xDA, 2, .. "os"u8]);

    /// <summary>A layer of Keras 3.</summary>
    public static string Layer(string className, string config, string module = "\"keras.layers\"", string registered = "null", string more = "") =>
        $$"""{"module": {{module}}, "class_name": "{{className}}", "config": {{config}}, "registered_name": {{registered}}{{more}}}""";

    public static string Dense(string name = "dense", string more = "") => Layer(
        "Dense",
        $$"""
        {"name": "{{name}}", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": null}, "units": 4, "activation": "relu",
        "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null}, "registered_name": null}, "bias_constraint": null{{more}}}
        """,
        more: ", \"build_config\": {\"input_shape\": [null, 8]}");

    /// <summary>A model of Keras 3 with the layers.</summary>
    public static string Model(string layers, string more = "") => $$"""
        {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": true, "layers": [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [null, 8], "dtype": "float32", "name": "input"}, "registered_name": null}, {{layers}}]},
        "registered_name": null, "build_config": {"input_shape": [null, 8]},
        "compile_config": {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": {"name": "adam", "learning_rate": 0.001}, "registered_name": null},
        "loss": "mse", "loss_weights": null, "metrics": ["accuracy"], "weighted_metrics": null, "run_eagerly": false, "jit_compile": true}{{more}}}
        """;

    /// <summary>A model of Keras 2 with the layers, which name no modules.</summary>
    public static string OldModel(string layers) => $$"""{"class_name": "Sequential", "config": {"name": "sequential", "layers": [{{layers}}]} }""";

    public static string OldDense(string name = "dense", string activation = "relu") =>
        $$"""{"class_name": "Dense", "config": {"name": "{{name}}", "trainable": true, "dtype": "float32", "units": 4, "activation": "{{activation}}", "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": null} }, "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.01} } } }""";

    public static string Lambda(string function) => Layer("Lambda", $$"""{"name": "scale", "trainable": true, "dtype": "float32", "function": {{function}}, "arguments": {} }""");

    public static string Function(string module, string name, string registered = "null") =>
        $$"""{"module": {{module}}, "class_name": "function", "config": "{{name}}", "registered_name": {{registered}}}""";

    public static string LambdaCode => $$"""{"class_name": "__lambda__", "config": {"code": "{{Code}}", "defaults": null, "closure": null} }""";

    public static byte[] Archive(string config) => Archive(Encoding.UTF8.GetBytes(config));

    public static byte[] Archive(byte[] config, int method = 0) => new ZipAssembler()
        .Add("metadata.json", Encoding.UTF8.GetBytes(Metadata))
        .Add("config.json", config, method)
        .Add("model.weights.h5", Weights)
        .Build();

    public static byte[] Hdf5(string model, string? training = null)
    {
        var file = new Hdf5Assembler().Text("keras_version", "2.4.0").Text("backend", "tensorflow").Text("model_config", model);
        if (training is not null) file.Text("training_config", training);
        return file.Array("kernel", 4).Build();
    }

    public static byte[] Weights { get; } = new Hdf5Assembler().Array("0", 16).Array("1", 4).Build();
}
