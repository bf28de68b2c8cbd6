namespace MlSecPol.Engine.Artifacts;

/// <summary>Tells models in the text form of protobuf from other text, by the field that they begin with and by those that belong below it.</summary>
internal static class ProtobufTextSniffer
{
    internal static ArtifactFormat? Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\xEF\xBB\xBF"u8)) head = head[3..];
        var rest = SkipBlanks(head);
        var end = rest.IndexOfAnyExceptInRange((byte)'_', (byte)'z');
        if (end <= 0) return null;
        var word = rest[..end];
        var next = SkipBlanks(rest[end..]);
        if (next.IsEmpty || next[0] is not ((byte)':' or (byte)'{' or (byte)'<')) return null;
        if (next[0] == (byte)':' && SkipBlanks(next[1..]) is [(byte)'{' or (byte)'<', ..]) next = SkipBlanks(next[1..]);
        var isMessage = next[0] != (byte)':';

        if (!isMessage && word.SequenceEqual("saved_model_schema_version"u8)) return ArtifactFormat.TensorFlowSavedModel;
        if (!isMessage && (word.SequenceEqual("model_checkpoint_path"u8) || word.SequenceEqual("all_model_checkpoint_paths"u8))) return ArtifactFormat.TensorFlowCheckpointState;
        if (isMessage && word.SequenceEqual("meta_graphs"u8)) return ArtifactFormat.TensorFlowSavedModel;
        if (isMessage && (word.SequenceEqual("meta_info_def"u8) || word.SequenceEqual("graph_def"u8))) return ArtifactFormat.TensorFlowMetaGraph;
        if (isMessage && word.SequenceEqual("node"u8) && Holds(head, "op:"u8)) return ArtifactFormat.TensorFlowGraph;
        if (isMessage && word.SequenceEqual("library"u8) && Holds(head, "function"u8) && Holds(head, "signature"u8)) return ArtifactFormat.TensorFlowGraph;
        if (isMessage && word.SequenceEqual("versions"u8) && Holds(head, "producer"u8)) return ArtifactFormat.TensorFlowGraph;
        if (!isMessage && word.SequenceEqual("ir_version"u8)) return ArtifactFormat.Onnx;
        if (isMessage && word.SequenceEqual("graph"u8) && Holds(head, "op_type"u8)) return ArtifactFormat.Onnx;
        var isSolver = word.SequenceEqual("net"u8) || word.SequenceEqual("train_net"u8) || word.SequenceEqual("test_net"u8) || word.SequenceEqual("base_lr"u8);
        if (!isMessage && isSolver && Holds(head, "base_lr:"u8) && (Holds(head, "solver_mode:"u8) || Holds(head, "snapshot"u8) || Holds(head, "lr_policy:"u8))) return ArtifactFormat.Caffe;
        var isNetwork = word.SequenceEqual("name"u8) || word.SequenceEqual("layer"u8) || word.SequenceEqual("layers"u8) || word.SequenceEqual("input"u8) || word.SequenceEqual("force_backward"u8);
        return isNetwork && (Holds(head, "layer {"u8) || Holds(head, "layers {"u8) || Holds(head, "layer{"u8) || Holds(head, "layers{"u8)) && Holds(head, "type:"u8) ? ArtifactFormat.Caffe : null;
    }

    private static bool Holds(ReadOnlySpan<byte> head, ReadOnlySpan<byte> word) => head.IndexOf(word) >= 0;

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n"u8);
            if (text.IsEmpty || text[0] != (byte)'#') return text;
            var end = text.IndexOf((byte)'\n');
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }
}
