using MlSecPol.Engine.Tests.Models.Graphs;
using static MlSecPol.Engine.Tests.Models.Graphs.TensorFlowSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled SavedModels, MetaGraphs and graphs.</summary>
internal static class TensorFlowCases
{
    private static readonly string[] FilesByInput = ["ReadFile", "WriteFile", "MatchingFiles", "TextLineDataset", "TFRecordDataset", "FixedLengthRecordDatasetV2", "CSVDataset", "LMDBDataset", "LoadDataset", "MatchingFilesDataset"];

    private static readonly string[] Readers = ["WholeFileReaderV2", "TextLineReader", "TFRecordReaderV2", "LMDBReader", "FixedLengthRecordReader"];

    public static IEnumerable<(string Name, string File, byte[] Content)> Hostile()
    {
        foreach (var operation in FilesByInput) yield return (operation, "saved_model.pb", SavedModel(Constant("c", "/etc/hostname"), Node("n", operation, ["c"])));
        foreach (var operation in Readers) yield return (operation, "saved_model.pb", SavedModel(Node("n", operation)));
        foreach (var (name, nodes) in Nodes()) yield return (name, "saved_model.pb", SavedModel(nodes));
        var read = Node("n", "ReadFile", ["c"]);
        var where = Constant("c", "/etc/hostname");
        yield return ("operation in the function library", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Node("call", "PartitionedCall")], [Function("f", where, read)]))));
        yield return ("operation before its constant", "saved_model.pb", SavedModel(read, where));
        yield return ("frozen graph", "frozen.pb", Graph(where, read).Build());
        yield return ("frozen graph with its library first", "frozen.pb", new Proto().Message(2, new Proto().Message(1, Function("f", read))).Message(1, Weights("w")).Build());
        yield return ("graph named otherwise", "model.bin", Graph(where, read).Build());
        yield return ("meta graph", "model.ckpt-1.meta", MetaGraph(Graph(where, read)).Build());
        yield return ("second meta graph", "saved_model.pb", new Proto().Number(1, 1).Message(2, MetaGraph(Graph(Weights("w")))).Message(2, MetaGraph(Graph(where, read))).Build());
        yield return ("graph twice, so that readers merge it", "saved_model.pb", SavedModelOf(MetaGraph(Graph(Weights("w"))).Message(2, Graph(where, read))));
        yield return ("fields in another order", "saved_model.pb", new Proto().Message(2, MetaGraph(Graph(where, read))).Number(1, 1).Build());
        yield return ("attribute with its value before its name", "frozen.pb", Graph(new Proto().Text(1, "p").Text(2, "PrintV2").Message(5, new Proto().Message(2, Text("file:///tmp/x")).Text(1, "output_stream"))).Build());
        yield return ("operation before the name of its node", "frozen.pb", Graph(Weights("w"), new Proto().Text(2, "ReadFile").Text(1, "n")).Build());
        yield return ("unknown fields in between", "frozen.pb", Graph(Weights("w"), new Proto().Text(1, "n").Text(900, "x").Text(2, "ReadFile")).Build());
        yield return ("text form", "saved_model.pbtxt", TfCases.Utf8("saved_model_schema_version: 1\nmeta_graphs {\n  graph_def {\n    node { name: 'c' op: 'Const' attr { key: \"value\" value { tensor { dtype: DT_STRING string_val: \"/etc/\" \"hostname\" } } } }\n    node { name: \"n\" op: \"Read\\x46ile\" input: \"c\" }\n  }\n}\n"));
        yield return ("text form of a graph", "graph.pbtxt", TfCases.Utf8("# a graph\nnode <\n  name: \"n\"\n  op: \"EagerPyFunc\"\n  attr { key: \"token\" value { s: \"pyfunc_0\" } }\n>\nversions { producer: 1 }\n"));
        yield return ("asset above the folder", "saved_model.pb", SavedModelOf(MetaGraph(Graph(Constant("c", "vocab.txt")), Asset("c:0", "../../etc/hostname"))));
        yield return ("asset at a fixed place", "saved_model.pb", SavedModelOf(MetaGraph(Graph(Constant("c", "vocab.txt")), Asset("c:0", "/etc/hostname"))));
        yield return ("graph as text in a graph", "frozen.pb", Graph(Node("c", "Const", null, ("value", new Proto().Message(8, new Proto().Number(1, 7).Bytes(8, Graph(where, read).Build())))), Node("d", "DatasetFromGraph", ["c"])).Build());
        yield return ("node of the function reads what it is given", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Weights("w")], [Function("f", Node("n", "ReadFile", ["path"]))]))));
        yield return ("cut off behind the operation", "saved_model.pb", SavedModel(where, read, Weights("w"))[..^20]);
    }

    public static IEnumerable<(string Name, string File, byte[] Content)> Clean()
    {
        yield return ("weights and their saver", "saved_model.pb", SavedModel([Weights("w"), .. Saver()]));
        yield return ("restoring from a folder beside that of training", "model.meta", MetaGraph(Graph(Constant("c", "../pretrained/model.ckpt"), Node("n", "RestoreV2", ["c", "t", "s"]))).Build());
        yield return ("operations of a text library", "saved_model.pb", SavedModel(Weights("w"), Node("n", "TFText>WhitespaceTokenizeWithOffsetsV2", ["x"]), Node("m", "SentencepieceTokenizeOp", ["x"])));
        yield return ("exchange within a process", "graph.pb", Graph(Weights("w"), Node("n", "_Send", ["x"], ("recv_device", Text("/job:localhost/replica:0/task:0/device:CPU:0")))).Build());
        yield return ("numbers that are added on the way", "saved_model.pb", SavedModel(Weights("w"), Node("a", "AddV2", ["w", "w"], ("T", new Proto().Number(6, 1))), Node("p", "Pack", ["a", "a"])));
        yield return ("saver in the function library", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Weights("w")], [Function("__inference__traced_save_1", Saver())]))));
        yield return ("nodes named like operations", "saved_model.pb", SavedModel(Weights("ReadFile"), Weights("PyFunc"), Node("WriteFile", "MatMul", ["ReadFile", "PyFunc"]), Node("exec/system/eval", "Relu")));
        yield return ("text that names operations and places", "saved_model.pb", SavedModel(Constant("c", "ReadFile /etc/passwd http://example.com os.system"), Node("id", "Identity", ["c"])));
        yield return ("call of a function of the model", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Node("call", "my_function")], [Function("my_function", Node("r", "Relu"))]))));
        yield return ("table filled from an asset", "saved_model.pb", SavedModelOf(MetaGraph(Graph(Constant("asset", "/tmp/build/vocab.txt"), Node("t", "HashTableV2"), Node("i", "InitializeTableFromTextFileV2", ["t", "asset"])), Asset("asset:0", "vocab.txt"))));
        yield return ("table filled from what a function is given", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Weights("w")], [Function("init", Node("i", "InitializeTableFromTextFileV2", ["table", "path"]))]))));
        yield return ("asserting and printing", "saved_model.pb", SavedModel(Node("a", "Assert", ["x"]), Node("p", "PrintV2", ["x"], ("output_stream", Text("stderr"))), Node("q", "Print", ["x"], ("message", Text("/etc/passwd")))));
        yield return ("cache in memory", "saved_model.pb", SavedModel(Constant("c", string.Empty), Node("d", "CacheDatasetV2", ["x", "c", "m"])));
        yield return ("variables named by paths", "saved_model.pb", SavedModel(Node("v", "VarHandleOp", null, ("shared_name", Text("/dense/../kernel")), ("container", Text("http://x")))));
        yield return ("restoring from where training began", "model.meta", MetaGraph(Graph(Constant("init/prefix", "/home/someone/bert/bert_model.ckpt"), Node("init/RestoreV2", "RestoreV2", ["init/prefix", "n", "s"]))).Build());
        yield return ("saving beside the model", "model.meta", MetaGraph(Graph(Constant("save/Const", "model"), Node("save/SaveV2", "SaveV2", ["save/Const", "n", "s", "w"]))).Build());
        yield return ("frozen graph", "frozen.pb", Graph(Weights("w"), Node("x", "Placeholder"), Node("y", "MatMul", ["x", "w"]), Node("z", "Softmax", ["y"])).Build());
        yield return ("frozen graph without versions", "frozen.pb", new Proto().Message(1, Weights("w")).Build());
        yield return ("internal operations", "frozen.pb", Graph(Weights("w"), Node("m", "_FusedMatMul", ["w"]), Node("k", "_MklConv2D", ["w"])).Build());
        yield return ("decoder with known messages", "frozen.pb", Graph(Node("d", "DecodeProtoV2", ["x"], ("descriptor_source", Text("local://")))).Build());
        yield return ("decoder with messages of its own", "frozen.pb", Graph(Node("d", "DecodeProtoV2", ["x"], ("descriptor_source", Text("bytes://abc")))).Build());
        yield return ("region of the package", "frozen.pb", Graph(Node("i", "ImmutableConst", null, ("memory_region_name", Text("memmapped_package://Const"))), Weights("w")).Build());
        yield return ("sampler without a file", "frozen.pb", Graph(Node("s", "FixedUnigramCandidateSampler", ["x"], ("vocab_file", Text(string.Empty)))).Build());
        yield return ("debugging without an address", "frozen.pb", Graph(Node("s", "DebugIdentity", ["x"], ("debug_urls", List()))).Build());
        yield return ("engine that is built when it runs", "frozen.pb", Graph(Node("s", "TRTEngineOp", ["x"], ("serialized_segment", Text(string.Empty)))).Build());
        yield return ("text form", "graph.pbtxt", TfCases.Utf8("node {\n  name: \"ReadFile\"\n  op: \"Placeholder\"\n  attr { key: \"dtype\" value { type: DT_FLOAT } }\n}\nnode { name: \"y\" op: \"Relu\" input: \"ReadFile\" }\nversions { producer: 1882 }\n"));
        yield return ("text form of a model", "saved_model.pbtxt", TfCases.Utf8("saved_model_schema_version: 1\nmeta_graphs {\n meta_info_def { tags: [\"serve\", \"gpu\"] }\n graph_def { node { name: \"x\" op: \"Placeholder\" } }\n asset_file_def { tensor_info { name: \"c:0\" } filename: \"vocab.txt\" }\n}\n"));
        yield return ("fingerprint", "fingerprint.pb", new Proto().Number(1, 1_234_567_890_123_456).Number(2, 9_876_543_210_123).Number(3, 555_555_555_555).Number(4, 777_777_777_777).Number(5, 888_888_888).Message(6, new Proto().Number(1, 1)).Build());
    }

    private static IEnumerable<(string Name, Proto[] Nodes)> Nodes()
    {
        yield return ("PyFunc", [Node("n", "PyFunc", ["x"], ("token", Text("pyfunc_0")))]);
        yield return ("EagerPyFunc", [Node("n", "EagerPyFunc", ["x"], ("token", Text("pyfunc_0")))]);
        yield return ("PyFuncStateless", [Node("n", "PyFuncStateless", ["x"])]);
        yield return ("saving under a computed name", [Constant("c", "/etc/cron.d"), Node("j", "StringJoin", ["c", "d"]), Node("n", "SaveV2", ["j", "t", "s"])]);
        yield return ("saving to a shard of a place", [Constant("c", "/etc/cron.d/x"), Node("j", "ShardedFilename", ["c", "i", "k"]), Node("n", "SaveV2", ["j", "t", "s"])]);
        yield return ("saving under texts that are added", [Constant("c", "/etc/cron.d"), Node("j", "AddV2", ["c", "d"], ("T", new Proto().Number(6, 7))), Node("n", "SaveV2", ["j", "t", "s"])]);
        yield return ("restoring from the system", [Constant("c", "/etc/shadow"), Node("n", "RestoreV2", ["c", "t", "s"])]);
        yield return ("sending to another process", [Node("n", "_Send", ["x"], ("recv_device", Text("/job:worker/replica:0/task:1")))]);
        yield return ("call on another process", [Constant("c", "/job:ps/task:0"), Node("n", "RemoteCall", ["c"])]);
        yield return ("operation in the place of a function", [Node("n", "MapDefun", null, ("f", new Proto().Message(10, new Proto().Text(1, "ReadFile"))))]);
        yield return ("foreign operation that tells what it does", [Node("n", "RunShellCommand", ["x"])]);
        yield return ("foreign operation of a data source", [Node("n", "ParquetDataset", ["x"])]);
        yield return ("read by way of another node", [Constant("c", "/etc/hostname"), Node("i", "Identity", ["c:0"]), Node("j", "Identity", ["i"]), Node("n", "ReadFile", ["j"])]);
        yield return ("read of an address", [Constant("c", "https://example.com/x"), Node("n", "ReadFile", ["c"])]);
        yield return ("saving a data set", [Node("n", "SaveDatasetV2", ["d", "p"])]);
        yield return ("snapshot of a data set", [Node("n", "SnapshotDatasetV2", ["d", "p"])]);
        yield return ("records from a data set", [Node("n", "DatasetToTFRecord", ["d", "p", "c"])]);
        yield return ("database", [Constant("q", "select 1"), Node("n", "SqlDataset", ["driver", "source", "q"])]);
        yield return ("summaries in a file", [Node("n", "CreateSummaryFileWriter", ["w", "dir"])]);
        yield return ("summaries in a database", [Node("n", "CreateSummaryDbWriter", ["w", "uri"])]);
        yield return ("data service", [Node("n", "DataServiceDatasetV4", ["a", "b", "c"])]);
        yield return ("registering at a data service", [Node("n", "RegisterDatasetV2", ["d", "a"])]);
        yield return ("remote call", [Node("n", "RpcClient", ["a"])]);
        yield return ("BigQuery", [Node("n", "BigQueryReader", null, ("project_id", Text("p")))]);
        yield return ("Kafka", [Node("n", "KafkaDataset", ["t"])]);
        yield return ("Kafka of TensorFlow I/O", [Node("n", "IO>KafkaReadableInit", ["t"])]);
        yield return ("file system settings", [Node("n", "FileSystemSetConfiguration", ["s", "k", "v"])]);
        yield return ("printing to a file", [Node("n", "PrintV2", ["x"], ("output_stream", Text("file:///tmp/x")))]);
        yield return ("cache in a file", [Constant("c", "/tmp/cache"), Node("n", "CacheDatasetV2", ["d", "c"])]);
        yield return ("debugging to another machine", [Node("n", "DebugIdentityV3", ["x"], ("debug_urls", List("grpc://203.0.113.1:80")))]);
        yield return ("debugging to a file", [Node("n", "DebugIdentity", ["x"], ("debug_urls", List("file:///tmp/x")))]);
        yield return ("copy that debugs", [Node("n", "Copy", ["x"], ("debug_ops_spec", List("DebugIdentity;file:///tmp/x;0")))]);
        yield return ("decoder that reads messages from a file", [Node("n", "DecodeProtoV2", ["x"], ("descriptor_source", Text("/etc/hostname")))]);
        yield return ("mapped file", [Node("n", "ImmutableConst", null, ("memory_region_name", Text("/etc/hostname")))]);
        yield return ("records by pattern", [Node("n", "RecordInput", null, ("file_pattern", Text("/home/*/*")))]);
        yield return ("vocabulary of a sampler", [Node("n", "FixedUnigramCandidateSampler", ["x"], ("vocab_file", Text("/etc/hostname")))]);
        yield return ("table filled from a fixed place", [Constant("c", "/etc/hostname"), Node("n", "InitializeTableFromTextFileV2", ["t", "c"])]);
        yield return ("table filled from another machine", [Constant("c", "gs://bucket/vocab"), Node("n", "InitializeTableFromTextFile", ["t", "c"])]);
        yield return ("saving to a fixed place", [Constant("c", "/etc/cron.d/x"), Node("n", "SaveV2", ["c", "a", "b", "w"])]);
        yield return ("saving above the folder", [Constant("c", "../../x"), Node("n", "Save", ["c", "a", "w"])]);
        yield return ("custom operation with an address", [Node("n", "AcmeFetch", ["x"], ("source", Text("http://203.0.113.1/x")))]);
        yield return ("custom operation with a path", [Node("n", "AcmeLoad", ["x"], ("library", Text("/tmp/x.so")))]);
        yield return ("matrix from a checkpoint", [Node("n", "LoadAndRemapMatrix", ["c"])]);
    }
}
