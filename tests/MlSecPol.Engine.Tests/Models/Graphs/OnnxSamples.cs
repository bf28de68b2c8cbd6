namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>Small ONNX models made field by field.</summary>
internal static class OnnxSamples
{
    public static Proto Entry(string key, string value) => new Proto().Text(1, key).Text(2, value);

    /// <summary>A tensor of four floats with its data.</summary>
    public static Proto Tensor(string name) => new Proto().Packed(1, 4).Number(2, 1).Text(8, name).Bytes(9, new byte[16]);

    /// <summary>A tensor of four floats whose data are in another file.</summary>
    public static Proto External(string name, params (string Key, string Value)[] entries)
    {
        var tensor = new Proto().Packed(1, 4).Number(2, 1).Text(8, name);
        foreach (var (key, value) in entries) tensor.Message(13, Entry(key, value));
        return tensor.Number(14, 1);
    }

    public static Proto At(string location) => External("w", ("location", location), ("offset", "0"), ("length", "16"));

    public static Proto Node(string type, string domain = "", string name = "n", params Proto[] attributes)
    {
        var node = new Proto().Text(1, "x").Text(2, "y").Text(3, name).Text(4, type);
        foreach (var attribute in attributes) node.Message(5, attribute);
        return domain.Length > 0 ? node.Text(7, domain) : node;
    }

    public static Proto Attribute(string name, string text) => new Proto().Text(1, name).Text(4, text).Number(20, 3);

    public static Proto Graph(Proto[] nodes, Proto[]? initializers = null)
    {
        var graph = new Proto();
        foreach (var node in nodes) graph.Message(1, node);
        graph.Text(2, "g");
        foreach (var tensor in initializers ?? []) graph.Message(5, tensor);
        return graph.Message(11, new Proto().Text(1, "x")).Message(12, new Proto().Text(1, "y"));
    }

    public static Proto Model(Proto graph) => new Proto().Number(1, 9).Text(2, "maker").Text(3, "1.0").Message(7, graph).Message(8, new Proto().Text(1, string.Empty).Number(2, 18));

    public static byte[] Of(params Proto[] initializers) => Model(Graph([Node("Relu")], initializers)).Build();

    public static byte[] WithNode(params Proto[] nodes) => Model(Graph(nodes)).Build();
}
