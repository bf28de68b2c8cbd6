namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>Small TensorFlow graphs made field by field. The hostile ones name harmless places and are never run.</summary>
internal static class TensorFlowSamples
{
    /// <summary>A node with its operation, inputs and attributes.</summary>
    public static Proto Node(string name, string operation, string[]? inputs = null, params (string Key, Proto Value)[] attributes)
    {
        var node = new Proto().Text(1, name).Text(2, operation);
        foreach (var input in inputs ?? []) node.Text(3, input);
        foreach (var (key, value) in attributes) node.Message(5, new Proto().Text(1, key).Message(2, value));
        return node;
    }

    /// <summary>The value of an attribute that is text.</summary>
    public static Proto Text(string text) => new Proto().Text(2, text);

    /// <summary>The value of an attribute that is a list of texts.</summary>
    public static Proto List(params string[] texts)
    {
        var list = new Proto();
        foreach (var text in texts) list.Text(2, text);
        return new Proto().Message(1, list);
    }

    /// <summary>A constant text.</summary>
    public static Proto Constant(string name, string text) => Node(name, "Const", null, ("dtype", new Proto().Number(6, 7)), ("value", new Proto().Message(8, new Proto().Number(1, 7).Message(2, new Proto()).Text(8, text))));

    /// <summary>A constant of four floats.</summary>
    public static Proto Weights(string name) => Node(name, "Const", null, ("dtype", new Proto().Number(6, 1)), ("value", new Proto().Message(8, new Proto().Number(1, 1).Message(2, new Proto().Message(2, new Proto().Number(1, 4))).Bytes(4, new byte[16]))));

    public static Proto Graph(params Proto[] nodes) => Graph(nodes, null);

    public static Proto Graph(Proto[] nodes, Proto[]? functions)
    {
        var graph = new Proto();
        foreach (var node in nodes) graph.Message(1, node);
        if (functions is not null)
        {
            var library = new Proto();
            foreach (var function in functions) library.Message(1, function);
            graph.Message(2, library);
        }

        return graph.Message(4, new Proto().Number(1, 1882).Number(2, 12));
    }

    public static Proto Function(string name, params Proto[] nodes)
    {
        var function = new Proto().Message(1, new Proto().Text(1, name));
        foreach (var node in nodes) function.Message(3, node);
        return function;
    }

    public static Proto MetaGraph(Proto graph, params Proto[] assets)
    {
        var info = new Proto().Message(2, new Proto().Message(1, new Proto().Text(1, "Const").Message(3, new Proto().Text(1, "output")))).Text(4, "serve").Text(5, "2.16.1");
        var meta = new Proto().Message(1, info).Message(2, graph).Message(3, new Proto().Text(1, "saver_filename:0").Text(2, "save").Text(3, "restore").Number(7, 2));
        foreach (var asset in assets) meta.Message(6, asset);
        return meta;
    }

    public static Proto Asset(string tensor, string file) => new Proto().Message(1, new Proto().Text(1, tensor)).Text(2, file);

    public static byte[] SavedModel(params Proto[] nodes) => SavedModelOf(MetaGraph(Graph(nodes)));

    public static byte[] SavedModelOf(Proto metaGraph) => new Proto().Number(1, 1).Message(2, metaGraph).Build();

    /// <summary>The operations with which every SavedModel saves and restores its variables.</summary>
    public static Proto[] Saver() =>
    [
        Node("saver_filename", "Placeholder", null, ("dtype", new Proto().Number(6, 7))),
        Constant("Const_1", "part"),
        Node("StringJoin", "StringJoin", ["saver_filename", "Const_1"]),
        Node("ShardedFilename", "ShardedFilename", ["StringJoin", "shard", "num_shards"]),
        Node("SaveV2", "SaveV2", ["ShardedFilename", "names", "slices", "Read"]),
        Node("MergeV2Checkpoints", "MergeV2Checkpoints", ["prefixes", "saver_filename"], ("delete_old_dirs", new Proto().Number(5, 1))),
        Node("RestoreV2", "RestoreV2", ["saver_filename", "names", "slices"]),
        Node("AssignVariableOp", "AssignVariableOp", ["v", "RestoreV2"]),
        Node("Read", "ReadVariableOp", ["v"]),
        Node("v", "VarHandleOp", null, ("shared_name", Text("dense/kernel")), ("container", Text(string.Empty))),
    ];
}
