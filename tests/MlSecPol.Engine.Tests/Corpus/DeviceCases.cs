using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models.Graphs;
using static MlSecPol.Engine.Tests.Models.Graphs.LiteSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled models of the frameworks for devices and of other makers.</summary>
internal static class DeviceCases
{
    public static IEnumerable<(string Name, string File, byte[] Content)> Hostile()
    {
        yield return ("Flex operator that reads files", "m.tflite", WithCodes(Custom("FlexReadFile")));
        yield return ("Flex operator that calls Python", "m.tflite", WithCodes(BuiltIn(0), Custom("FlexPyFunc")));
        yield return ("Flex operator that connects", "m.tflite", WithCodes(Custom("FlexRpcClient")));
        yield return ("Flex operator that is another one", "m.tflite", Flex("FlexRelu", "WriteFile", TensorFlowSamples.Node("n", "WriteFile").Build()));
        yield return ("Flex operator whose node is another one", "m.tflite", Flex("FlexRelu", "Relu", TensorFlowSamples.Node("n", "ReadFile").Build()));
        yield return ("operator called by a path", "m.tflite", WithCodes(Custom("/tmp/libx.so")));
        yield return ("operator called by an expression", "m.tflite", WithCodes(Custom("os.system('id')")));
        yield return ("operator that tells what it does", "m.tflite", WithCodes(Custom("ShellCommand")));
        yield return ("code in the description of a Core ML model", "m.mlmodel", CoreMl(500, new Proto()).Concat(new Proto().Message(2, new Proto().Message(100, new Proto().Message(100, new Proto().Text(1, "k").Text(2, "import os\nos.system('id')")))).Build()).ToArray());
        yield return ("custom class called by a path", "m.mlmodel", CoreMl(555, new Proto().Text(10, "../../evil")));
        yield return ("document type", "m.xml", TfCases.Utf8("<?xml version=\"1.0\"?><!DOCTYPE net [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><net name=\"n\" version=\"11\"><layers><layer id=\"0\" name=\"&e;\" type=\"Parameter\" version=\"opset1\"/></layers></net>"));
        yield return ("size that is not the shape's", "m.xml", OpenVino("<layer id=\"1\" name=\"x\" type=\"Const\" version=\"opset1\"><data element_type=\"f32\" shape=\"2, 2\" offset=\"0\" size=\"1600\"/></layer>"));
        yield return ("included document", "m.xml", OpenVino("<include href=\"file:///etc/passwd\"/>"));
        yield return ("foreign operator with a library", "m.pdmodel", Paddle(PaddleOperator("my_op", ("path", "/tmp/libx.so"))));
        yield return ("foreign operator with an address", "m.pdmodel", Paddle(PaddleOperator("my_op", ("url", "http://203.0.113.1/x"))));
        yield return ("data of the system", "m.prototxt", TfCases.Utf8("layer {\n  name: \"d\"\n  type: \"ImageData\"\n  image_data_param { source: \"/etc/passwd\" }\n}\n"));
        yield return ("operator code that is not there", "m.tflite", Model(Graph(Operator(7)), BuiltIn(0)).Build("TFL3"));
        yield return ("tensor that is not there", "m.tflite", Model(Graph(new FlatTableBuilder().Number(0, 0, 4).Integers(1, 900).Integers(2, 1)), BuiltIn(0)).Build("TFL3"));
        yield return ("negative tensor", "m.tflite", Model(Graph(new FlatTableBuilder().Number(0, 0, 4).Integers(1, -2).Integers(2, 1)), BuiltIn(0)).Build("TFL3"));
        yield return ("buffer that is not there", "m.tflite", Model(new FlatTableBuilder().Tables(0, Tensor(99, 2, 2)), BuiltIn(0)).Build("TFL3"));
        yield return ("shape that is not the buffer's", "m.tflite", Model(new FlatTableBuilder().Tables(0, Tensor(1, 2, 200)), BuiltIn(0)).Build("TFL3"));
        yield return ("negative shape with data", "m.tflite", Model(new FlatTableBuilder().Tables(0, Tensor(1, 2, -2)), BuiltIn(0)).Build("TFL3"));
        yield return ("buffer behind the end", "m.tflite", new FlatTableBuilder().Tables(1, BuiltIn(0)).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Number(1, 1 << 20, 8).Number(2, 16, 8)).Build("TFL3"));
        yield return ("buffer whose end wraps", "m.tflite", new FlatTableBuilder().Tables(1, BuiltIn(0)).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Number(1, 64, 8).Number(2, -8, 8)).Build("TFL3"));
        yield return ("metadata without a buffer", "m.tflite", new FlatTableBuilder().Tables(1, BuiltIn(0)).Tables(4, new FlatTableBuilder()).Tables(6, new FlatTableBuilder().Text(0, "x").Number(1, 44, 4)).Build("TFL3"));
        yield return ("root outside of the file", "m.tflite", [0xFF, 0xFF, 0xFF, 0x7F, .. "TFL3"u8, .. new byte[32]]);
        yield return ("virtual table outside of the file", "m.tflite", [8, 0, 0, 0, .. "TFL3"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[32]]);
        yield return ("virtual table that is too long", "m.tflite", [12, 0, 0, 0, .. "TFL3"u8, 0xFE, 0xFF, 4, 0, 4, 0, 0, 0, .. new byte[32]]);
        yield return ("segment behind the end", "m.pte", Program(Plan("aten::add"), new FlatTableBuilder().Number(0, 16, 8).Number(1, 1 << 30, 8)));
        yield return ("segment whose end wraps", "m.pte", Program(Plan("aten::add"), new FlatTableBuilder().Number(0, 16, 8).Number(1, -8, 8)));
        yield return ("delegate without data", "m.pte", Program(Plan("aten::add").Tables(7, new FlatTableBuilder().Text(0, "XnnpackBackend").Table(1, new FlatTableBuilder().Number(1, 5, 4)))));
        yield return ("linked model at a fixed place", "m.mlmodel", CoreMl(556, new Proto().Message(1, new Proto().Message(1, new Proto().Text(1, "/etc/passwd")))));
        yield return ("linked model above the folder", "m.mlmodel", CoreMl(556, new Proto().Message(1, new Proto().Message(1, new Proto().Text(1, "m")).Message(2, new Proto().Text(1, "../../x")))));
        yield return ("weights outside of the package", "m.mlmodel", CoreMl(502, new Proto().Message(4, new Proto().Text(1, "a").Message(2, new Proto().Message(5, new Proto().Text(1, "@model_path/../../etc/passwd"))))));
        yield return ("native library", "m.xml", OpenVino("<layer id=\"1\" name=\"x\" type=\"X\" version=\"extension\"><data library=\"libx.so\"/></layer>"));
        yield return ("path outside", "m.xml", OpenVino("<layer id=\"1\" name=\"x\" type=\"X\" version=\"opset1\"><data path=\"../../etc/passwd\"/></layer>"));
        yield return ("negative offset", "m.xml", OpenVino("<layer id=\"1\" name=\"x\" type=\"Const\" version=\"opset1\"><data element_type=\"f32\" offset=\"-4\" size=\"16\"/></layer>"));
        yield return ("Python in a program", "m.pdmodel", Paddle(PaddleOperator("py_func")));
        yield return ("program that saves", "m.pdmodel", Paddle(PaddleOperator("relu"), PaddleOperator("save_combine", ("file_path", "/tmp/x"))));
        yield return ("program that loads", "m.pdmodel", Paddle(PaddleOperator("load", ("file_path", "/etc/passwd"))));
        yield return ("program that serves", "m.pdmodel", Paddle(PaddleOperator("listen_and_serv", ("endpoint", "0.0.0.0:80"))));
        yield return ("pickle in a buffer", "m.tflite", new FlatTableBuilder().Number(0, 3, 4).Tables(1, BuiltIn(0)).Tables(2, new FlatTableBuilder().Tables(0, Tensor(0, 2, 2))).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Bytes(0, Pickle)).Build("TFL3"));
        yield return ("pickle behind everything", "m.tflite", [.. WithCodes(BuiltIn(0)), .. Pickle]);
        yield return ("folder of the system", "m.prototxt", TfCases.Utf8("layer {\n  name: \"d\"\n  type: \"DetectionOutput\"\n  detection_output_param { save_output_param { output_directory: \"/etc\" } }\n}\n"));
        yield return ("pickle behind the tables", "m.tflite", Appended(Pickle));
        yield return ("library in a buffer", "m.tflite", new FlatTableBuilder().Number(0, 3, 4).Tables(1, BuiltIn(0)).Tables(2, new FlatTableBuilder().Tables(0, Tensor(0, 2, 2))).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Bytes(0, [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[9], 3, 0, 62, 0, .. new byte[100]])).Build("TFL3"));
        yield return ("old Python layer", "m.prototxt", TfCases.Utf8("name: \"net\"\nlayers {\n  name: \"p\"\n  type: PYTHON\n  python_param { module: \"os\" layer: \"system\" }\n}\n"));
        yield return ("output of detections to the system", "m.prototxt", TfCases.Utf8("layer {\n  name: \"d\"\n  type: \"DetectionOutput\"\n  detection_output_param { num_classes: 2 save_output_param { output_directory: \"/etc/cron.d\" output_name_prefix: \"x\" } }\n}\n"));
        yield return ("data of the system from below", "m.prototxt", TfCases.Utf8("layer {\n  name: \"d\"\n  type: \"ImageData\"\n  image_data_param { source: \"../../../etc/passwd\" }\n}\n"));
        yield return ("solver that writes to the system", "solver.prototxt", TfCases.Utf8("net: \"net.prototxt\"\nbase_lr: 0.1\nsnapshot_prefix: \"/etc/cron.d/x\"\nsolver_mode: CPU\n"));
        yield return ("Python layer", "m.prototxt", TfCases.Utf8("name: \"net\"\nlayer {\n  name: 'p'\n  type: 'Python'\n  python_param { module: \"os\" layer: \"system\" param_str: \"id\" }\n}\n"));
        yield return ("Python layer with weights", "m.caffemodel", new Proto().Text(1, "net").Message(100, new Proto().Text(1, "p").Text(2, "Python").Message(130, new Proto().Text(1, "mod").Text(2, "Layer"))).Build());
        yield return ("layer that writes", "m.prototxt", TfCases.Utf8("layer {\n  name: \"o\"\n  type: \"HDF5Output\"\n  hdf5_output_param { file_name: \"/tmp/x\" }\n}\n"));
    }

    public static IEnumerable<(string Name, string File, byte[] Content)> Clean()
    {
        yield return ("built-in operators", "m.tflite", WithCodes(BuiltIn(0), BuiltIn(150)));
        yield return ("old form of the operator code", "m.tflite", WithCodes(new FlatTableBuilder().Number(0, 9, 1)));
        yield return ("operator of the runtime", "m.tflite", WithCodes(Custom("TFLite_Detection_PostProcess")));
        yield return ("operators of a text library and of accelerators", "m.tflite", WithCodes(Custom("tftext:WhitespaceTokenizer"), Custom("FlexSentencepieceTokenizeOp"), Custom("ethos-u"), Custom("ParseExampleV2")));
        yield return ("Flex operators that compute", "m.tflite", WithCodes(Custom("FlexErf"), Custom("FlexAddV2")));
        yield return ("Flex operator with its node", "m.tflite", Flex("FlexErf", "Erf", TensorFlowSamples.Node("n", "Erf").Build()));
        yield return ("labels behind the model", "m.tflite", [.. WithCodes(BuiltIn(0)), .. new ZipAssembler().Add("labels.txt", "cat\ndog\n"u8.ToArray()).Build()]);
        yield return ("optional input", "m.tflite", Model(Graph(new FlatTableBuilder().Number(0, 0, 4).Integers(1, 0, -1).Integers(2, 1)), BuiltIn(0)).Build("TFL3"));
        yield return ("buffer behind the tables", "m.tflite", [.. new FlatTableBuilder().Tables(1, BuiltIn(0)).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Number(1, 64, 8).Number(2, 16, 8)).Build("TFL3"), .. new byte[64]]);
        yield return ("portable operators", "m.pte", Program(Plan("aten::add")));
        yield return ("known backend", "m.pte", Program(Plan("aten::mm", "XnnpackBackend")));
        yield return ("segments", "m.pte", [.. Program(Plan("aten::add"), new FlatTableBuilder().Number(0, 16, 8).Number(1, 16, 8)), .. new byte[64]]);
        yield return ("neural network", "m.mlmodel", CoreMl(500, new Proto().Message(1, new Proto().Text(1, "os.system").Text(2, "x").Text(3, "y").Message(140, new Proto().Number(1, 1)))));
        yield return ("program with its weights", "m.mlmodel", CoreMl(502, new Proto().Message(4, new Proto().Text(1, "a").Message(2, new Proto().Message(5, new Proto().Text(1, "@model_path/weights/weight.bin").Number(2, 64))))));
        yield return ("trees", "m.mlmodel", CoreMl(302, new Proto().Text(1, "http://example.com")));
        yield return ("network", "m.xml", OpenVino("<layer id=\"0\" name=\"/etc/passwd\" type=\"Parameter\" version=\"opset1\"><data shape=\"1,3\" element_type=\"f32\"/></layer><layer id=\"1\" name=\"c\" type=\"Const\" version=\"opset13\"><data element_type=\"f32\" offset=\"0\" size=\"16\"/></layer>"));
        yield return ("network with what made it", "m.xml", OpenVino("<layer id=\"0\" name=\"x\" type=\"Parameter\" version=\"opset1\"/>", "<rt_info><conversion_parameters><input_model value=\"/home/someone/model.onnx\"/></conversion_parameters></rt_info>"));
        yield return ("program", "m.pdmodel", Paddle(PaddleOperator("feed"), PaddleOperator("conv2d", ("data_format", "NCHW"), ("op_callstack", "/home/someone/save.py")), PaddleOperator("fetch")));
        yield return ("network of layers", "m.prototxt", TfCases.Utf8("name: \"Python\"\nlayer {\n  name: \"data\"\n  type: \"Input\"\n  input_param { shape: { dim: 1 dim: 3 } }\n}\nlayer { name: \"conv\" type: \"Convolution\" bottom: \"data\" top: \"conv\" convolution_param { num_output: 8 kernel_size: 3 weight_filler { type: \"xavier\" } } }\n"));
        yield return ("weights of layers", "m.caffemodel", new Proto().Text(1, "net").Message(100, new Proto().Text(1, "conv").Text(2, "Convolution").Text(3, "data").Text(4, "conv").Message(7, new Proto().Bytes(5, new byte[16]))).Build());
        yield return ("buffer that begins like a pickle", "m.tflite", new FlatTableBuilder().Number(0, 3, 4).Tables(1, BuiltIn(0)).Tables(2, new FlatTableBuilder().Tables(0, Tensor(0, 2, 2))).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Bytes(0, [0x80, 4, 0x95, .. new byte[13]])).Build("TFL3"));
        yield return ("solver", "solver.prototxt", TfCases.Utf8("# how to train\nnet: \"../../models/train_val.prototxt\"\ntest_iter: 100\nbase_lr: 0.01\nlr_policy: \"step\"\nsnapshot_prefix: \"/data/models/x\"\nsolver_mode: GPU\n"));
        yield return ("output of detections", "m.prototxt", TfCases.Utf8("layer {\n  name: \"d\"\n  type: \"DetectionOutput\"\n  detection_output_param { num_classes: 21 nms_param { nms_threshold: 0.45 } save_output_param { output_directory: \"/home-2/someone/results\" label_map_file: \"data/labelmap.prototxt\" } }\n}\n"));
        yield return ("layer that reads its training data", "m.prototxt", TfCases.Utf8("name: \"net\"\nlayer {\n  name: \"data\"\n  type: \"Data\"\n  data_param { source: \"/data/train_lmdb\" backend: LMDB }\n}\n"));
    }

    private static byte[] Pickle => [0x80, 3, .. "cposix\nsystem\nX"u8, 2, 0, 0, 0, .. "id"u8, 0x85, .. "R."u8];

    /// <summary>A model whose second buffer lies behind its tables.</summary>
    private static byte[] Appended(byte[] content)
    {
        byte[] Build(int at) => new FlatTableBuilder().Number(0, 3, 4).Tables(1, BuiltIn(0)).Tables(2, new FlatTableBuilder().Tables(0, Tensor(0, 2, 2))).Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Number(1, at, 8).Number(2, content.Length, 8)).Build("TFL3");
        return [.. Build(Build(0).Length), .. content];
    }

    private static byte[] CoreMl(int kind, Proto model) =>
        new Proto().Number(1, 5).Message(2, new Proto().Message(1, new Proto().Text(1, "x").Message(3, new Proto().Message(5, new Proto()))).Message(10, new Proto().Text(1, "y"))).Message(kind, model).Build();

    private static byte[] OpenVino(string layers, string rest = "") => TfCases.Utf8($"<?xml version=\"1.0\"?>\n<net name=\"m\" version=\"11\">\n<layers>{layers}</layers>\n<edges/>{rest}\n</net>\n");

    private static Proto PaddleOperator(string type, params (string Name, string Value)[] attributes)
    {
        var op = new Proto().Message(1, new Proto().Text(1, "X").Text(2, "x")).Text(3, type);
        foreach (var (name, value) in attributes) op.Message(4, new Proto().Text(1, name).Number(2, 2).Text(5, value));
        return op;
    }

    private static byte[] Paddle(params Proto[] operators)
    {
        var block = new Proto().Number(1, 0).Number(2, -1).Message(3, new Proto().Text(1, "x").Message(2, new Proto().Number(1, 7)).Number(3, 0));
        foreach (var op in operators) block.Message(4, op);
        return new Proto().Message(1, block).Message(4, new Proto().Number(1, 2_004_000)).Build();
    }
}
