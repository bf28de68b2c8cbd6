namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>Small TensorFlow Lite models and ExecuTorch programs made table by table.</summary>
internal static class LiteSamples
{
    public static FlatTableBuilder BuiltIn(int code) => new FlatTableBuilder().Number(0, Math.Min(code, 127), 1).Number(3, code, 4);

    public static FlatTableBuilder Custom(string name) => new FlatTableBuilder().Number(0, 32, 1).Text(1, name).Number(3, 32, 4);

    public static FlatTableBuilder Tensor(int buffer, params int[] shape) => new FlatTableBuilder().Integers(0, shape).Number(1, 0, 1).Number(2, buffer, 4).Text(3, "t");

    public static FlatTableBuilder Operator(int code) => new FlatTableBuilder().Number(0, code, 4).Integers(1, 0).Integers(2, 1);

    public static FlatTableBuilder Graph(params FlatTableBuilder[] operators) => new FlatTableBuilder().Tables(0, Tensor(1, 2, 2), Tensor(0, 2, 2)).Integers(1, 0).Integers(2, 1).Tables(3, operators);

    public static FlatTableBuilder Model(FlatTableBuilder graph, params FlatTableBuilder[] codes) =>
        new FlatTableBuilder().Number(0, 3, 4).Tables(1, codes).Tables(2, graph).Text(3, "made by hand").Tables(4, new FlatTableBuilder(), new FlatTableBuilder().Bytes(0, new byte[16]));

    public static byte[] WithCodes(params FlatTableBuilder[] codes) => Model(Graph(Operator(0)), codes).Build("TFL3");

    /// <summary>A model that calls TensorFlow: the name of the operator, and the node that it brings along.</summary>
    public static byte[] Flex(string name, string called, byte[] node)
    {
        // A vector of two texts in the schemaless form: the texts, then their distances back, their types, the place of the root.
        List<byte> options = [(byte)called.Length, .. System.Text.Encoding.ASCII.GetBytes(called), 0, (byte)node.Length, .. node, 0, 2];
        var vector = options.Count;
        options.Add((byte)(vector - 1));
        options.Add((byte)(vector + 1 - (called.Length + 3)));
        options.AddRange([5 << 2, 5 << 2]);
        options.AddRange([(byte)(options.Count - vector), 10 << 2, 1]);
        return Model(Graph(Operator(0).Bytes(5, [.. options])), Custom(name)).Build("TFL3");
    }

    public static byte[] Program(FlatTableBuilder plan, params FlatTableBuilder[] segments) =>
        new FlatTableBuilder().Number(0, 0, 4).Tables(1, plan).Tables(4, segments).Build("ET12");

    public static FlatTableBuilder Plan(string operation, string? backend = null)
    {
        var plan = new FlatTableBuilder().Text(0, "forward").Tables(6, new FlatTableBuilder().Text(0, operation).Text(1, "out"));
        if (backend is not null) plan.Tables(7, new FlatTableBuilder().Text(0, backend));
        return plan;
    }
}
