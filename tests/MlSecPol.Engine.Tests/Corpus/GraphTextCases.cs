using MlSecPol.Engine.Tests.Models.Graphs;
using static MlSecPol.Engine.Tests.Models.Graphs.TensorFlowSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled graphs of TensorFlow whose paths are made on the way, and what stands beside graphs: collections, gradients, the state of checkpoints.</summary>
internal static class GraphTextCases
{
    private static readonly Proto TextType = new Proto().Number(6, 7);

    public static IEnumerable<CorpusCase> All() =>
    [
        .. Hostile().Select(c => new CorpusCase("hostile graph text: " + c.Name, c.File, c.Content, IsHostile: true)),
        .. Clean().Select(c => new CorpusCase("clean graph text: " + c.Name, c.File, c.Content, IsHostile: false)),
    ];

    private static IEnumerable<(string Name, string File, byte[] Content)> Hostile()
    {
        yield return ("sum of two texts", "m.pb", Saving([Constant("a", "/etc/cron.d"), Constant("b", "/x"), Node("p", "AddV2", ["a", "b"], ("T", TextType))]));
        yield return ("sum of texts without a type", "m.pb", Saving([Constant("a", "/etc/cron.d"), Constant("b", "/x"), Node("p", "AddV2", ["a", "b"])]));
        yield return ("joined parents", "m.pb", Saving([Constant("a", ".."), Constant("b", "x"), Node("p", "StringJoin", ["a", "a", "b"], ("separator", Text("/")))]));
        yield return ("parents behind what is not known", "m.pb", Saving([Node("f", "Placeholder"), Constant("b", "/../../etc/x"), Node("p", "StringJoin", ["f", "b"])]));
        yield return ("base64", "m.pb", Saving([Constant("a", "L2V0Yy9jcm9uLmQveA"), Node("p", "DecodeBase64", ["a"])]));
        yield return ("template of a text", "m.pb", Saving([Constant("a", "x"), Node("p", "StringFormat", ["a"], ("template", Text("/etc/cron.d/%s")), ("placeholder", Text("%s")))]));
        yield return ("template without inputs", "m.pb", Saving([Node("p", "StringFormat", null, ("template", Text("/etc/cron.d/x")))]));
        yield return ("second choice", "m.pb", Saving([Constant("a", "x"), Constant("b", "/etc/x"), Node("p", "SelectV2", ["c", "a", "b"], ("T", TextType))]));
        yield return ("second of a merge", "m.pb", Saving([Constant("a", "x"), Constant("b", "/etc/x"), Node("p", "Merge", ["a", "b"], ("T", TextType))]));
        yield return ("element of a list", "m.pb", Saving([Constant("a", "x"), Constant("b", "/etc/x"), Node("l", "Pack", ["a", "b"], ("T", TextType)), Node("p", "StridedSlice", ["l", "0", "1", "1"], ("T", TextType))]));
        yield return ("filled list", "m.pb", Saving([Constant("b", "/etc/x"), Node("p", "Fill", ["n", "b"], ("T", TextType))]));
        yield return ("capitals made small", "m.pb", Saving([Constant("a", "HTTP://203.0.113.1/X"), Node("p", "StringLower", ["a"])]));
        yield return ("rewritten by a pattern", "m.pb", Saving([Constant("a", "x"), Node("p", "StaticRegexReplace", ["a"], ("pattern", Text(".*")), ("rewrite", Text("/etc/cron.d/x")))]));
        yield return ("text as copied memory", "m.pb", Saving([Node("p", "Const", null, ("value", new Proto().Message(8, new Proto().Number(1, 7).Message(2, new Proto()).Bytes(4, [6, .. "/etc/x"u8]))))]));
        yield return ("argument of a function", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Constant("c", "/etc/cron.d/x"), Node("call", "StatefulPartitionedCall", ["c"], ("f", Called("F")))], [Saver("F", "prefix")]))));
        yield return ("argument through two functions", "saved_model.pb", SavedModelOf(MetaGraph(Graph(
            [Constant("c", "/etc/cron.d/x"), Node("call", "If", ["test", "c"], ("then_branch", Called("G")), ("else_branch", Called("G")))],
            [Saver("F", "prefix"), new Proto().Message(1, new Proto().Text(1, "G").Message(2, new Proto().Text(1, "q").Number(3, 7))).Message(3, Node("n", "F", ["q"]))]))));
        yield return ("operation of another library that is given an address", "m.pb", Graph(Constant("c", "tcp://203.0.113.1:80"), Node("n", "ArrowStream", ["c"])).Build());
        yield return ("operation that ends the process", "m.pb", Graph(Weights("w"), Node("n", "Abort", null, ("error_msg", Text("x")))).Build());
        yield return ("gradient that calls Python", "m.pb", Graph(Weights("w")).Message(2, new Proto().Message(2, new Proto().Text(1, "w").Text(2, "PyFunc"))).Build());
        yield return ("registered gradient that calls Python", "m.pb", Graph(Weights("w")).Message(2, new Proto().Message(3, new Proto().Text(1, "EagerPyFunc").Text(2, "MatMul"))).Build());
        yield return ("restoring from the web", "m.pb", Graph(Constant("c", "https://203.0.113.1/x"), Node("r", "RestoreV2", ["c", "n", "s"])).Build());
        yield return ("pickle in a collection", "m.meta", MetaGraph(Graph(Weights("w"))).Message(4, Collection("py_funcs", [0x80, 3, .. "cposix\nsystem\nX"u8, 2, 0, 0, 0, .. "id"u8, 0x85, .. "R."u8])).Build());
        yield return ("old pickle in a collection", "m.meta", MetaGraph(Graph(Weights("w"))).Message(4, Collection("x", "cos\nsystem\n(S'id'\ntR."u8.ToArray())).Build());
        yield return ("program in a collection", "m.meta", MetaGraph(Graph(Weights("w"))).Message(4, Collection("x", "import os\nos.system('id')\n"u8.ToArray())).Build());
        yield return ("checkpoint above the folder", "checkpoint", TfCases.Utf8("model_checkpoint_path: \"../../../x/model.ckpt-1\"\nall_model_checkpoint_paths: \"model.ckpt-1\"\n"));
        yield return ("checkpoint of the system", "checkpoint", TfCases.Utf8("model_checkpoint_path: \"model.ckpt-1\"\nall_model_checkpoint_paths: \"/etc/passwd\"\n"));
        yield return ("checkpoint of the web", "checkpoint", TfCases.Utf8("# state\nmodel_checkpoint_path: \"http://203.0.113.1/model\"\n"));
        yield return ("checkpoint in escapes", "checkpoint", TfCases.Utf8("model_checkpoint_path: \"\\057etc\\057passwd\"\n"));
    }

    private static IEnumerable<(string Name, string File, byte[] Content)> Clean()
    {
        yield return ("saver of shards in a folder for the time being", "saved_model.pb", SavedModel(
            Node("saver_filename", "Placeholder", null, ("dtype", TextType)), Constant("Const", ".part"), Constant("Const_1", "_temp/part"), Node("match", "StaticRegexFullMatch", ["saver_filename"], ("pattern", Text("^s3://.*"))),
            Node("Select", "Select", ["match", "Const", "Const_1"], ("T", TextType)), Node("StringJoin", "StringJoin", ["saver_filename", "Select"]), Node("ShardedFilename", "ShardedFilename", ["StringJoin", "n", "m"]), Node("SaveV2", "SaveV2", ["ShardedFilename", "t", "s", "w"])));
        yield return ("sum of numbers", "m.pb", Graph(Weights("a"), Node("p", "AddV2", ["a", "a"], ("T", new Proto().Number(6, 1))), Node("s", "SaveV2", ["q", "n", "s", "p"])).Build());
        yield return ("argument that is the model's own", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Constant("c", "variables/variables"), Node("call", "StatefulPartitionedCall", ["c"], ("f", Called("F")))], [Saver("F", "prefix")]))));
        yield return ("functions that call each other", "saved_model.pb", SavedModelOf(MetaGraph(Graph([Node("call", "F", ["x"])], [Calling("F", "G"), Calling("G", "F")]))));
        yield return ("names of variables that are replaced", "m.pb", Graph(Constant("a", "a b"), Node("p", "StaticRegexReplace", ["a"], ("pattern", Text("\\s+")), ("rewrite", Text(" "))), Node("q", "LookupTableFindV2", ["t", "p", "d"])).Build());
        yield return ("operation of another library that is given texts", "m.pb", Graph(Constant("c", "/"), Constant("d", "a/b.txt"), Node("n", "TFText>RegexSplitWithOffsets", ["c", "d"])).Build());
        yield return ("restoring from a cloud", "m.meta", MetaGraph(Graph(Constant("c", "gs://bucket/bert/bert_model.ckpt"), Node("r", "RestoreV2", ["c", "n", "s"]))).Build());
        yield return ("collections of variables", "m.meta", MetaGraph(Graph(Weights("w"))).Message(4, Collection("trainable_variables", new Proto().Text(1, "w:0").Text(2, "w/Assign:0").Text(3, "w/read:0").Build())).Build());
        yield return ("texts as copied memory", "m.pb", Graph(Node("p", "Const", null, ("value", new Proto().Message(8, new Proto().Number(1, 7).Message(2, new Proto().Message(2, new Proto().Number(1, 2))).Bytes(4, [1, 2, .. "abc"u8]))))).Build());
        yield return ("state of checkpoints", "checkpoint", TfCases.Utf8("model_checkpoint_path: \"model.ckpt-200\"\nall_model_checkpoint_paths: \"model.ckpt-100\"\nall_model_checkpoint_paths: \"model.ckpt-200\"\nall_model_checkpoint_timestamps: 1556.25\nlast_preserved_timestamp: 1556.5\n"));
        yield return ("state of checkpoints of another machine", "checkpoint", TfCases.Utf8("model_checkpoint_path: \"/home/someone/train/model.ckpt-200\"\nall_model_checkpoint_paths: \"C:\\\\work\\\\model.ckpt-200\"\n"));
    }

    private static byte[] Saving(Proto[] nodes) => Graph([.. nodes, Node("save", "SaveV2", ["p", "n", "s", "w"])], null).Build();

    private static Proto Called(string function) => new Proto().Message(10, new Proto().Text(1, function));

    private static Proto Saver(string name, string argument) =>
        new Proto().Message(1, new Proto().Text(1, name).Message(2, new Proto().Text(1, argument).Number(3, 7))).Message(3, Node("save", "SaveV2", [argument, "n", "s", "w"]));

    private static Proto Calling(string name, string other) =>
        new Proto().Message(1, new Proto().Text(1, name).Message(2, new Proto().Text(1, "p").Number(3, 7))).Message(3, Node("n", other, ["p"])).Message(3, Node("save", "SaveV2", ["p", "n", "s", "w"]));

    private static Proto Collection(string name, byte[] value) => new Proto().Text(1, name).Message(2, new Proto().Message(2, new Proto().Bytes(1, value)));
}
