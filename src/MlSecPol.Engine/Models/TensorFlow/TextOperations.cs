namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Operations of the framework that hand text on, and those that call functions of the model.</summary>
internal static class TextOperations
{
    /// <summary>How the text of the operation comes about.</summary>
    internal static TextFlow Of(string operation) => operation switch
    {
        "Const" or "HostConst" => TextFlow.Constant,
        "Identity" or "PlaceholderWithDefault" or "StopGradient" or "PreventGradient" or "EnsureShape" or "Snapshot" or "DeepCopy" or "ShardedFilename" or "StringStrip" or "UnicodeTranscode" or "Substr"
            or "ReduceJoin" or "Reshape" or "ExpandDims" or "Squeeze" or "Tile" or "BroadcastTo" or "StridedSlice" or "Slice" or "Gather" or "GatherV2" or "GatherNd" or "Reverse" or "ReverseV2" or "RandomShuffle" or "Unpack"
            or "Enter" or "Exit" or "NextIteration" or "Switch" => TextFlow.First,
        "Fill" or "Split" => TextFlow.Second,
        "Select" or "SelectV2" => TextFlow.Choice,
        "Pack" or "Concat" or "ConcatV2" or "Merge" or "IdentityN" => TextFlow.Any,
        "StringJoin" or "Add" or "AddV2" => TextFlow.Joined,
        "StringFormat" => TextFlow.Formatted,
        "RegexReplace" or "StaticRegexReplace" => TextFlow.Replaced,
        "DecodeBase64" => TextFlow.Decoded,
        "StringLower" => TextFlow.Small,
        _ => TextFlow.None,
    };

    /// <summary>Whether the operation hands on numbers as well, and most often does.</summary>
    internal static bool IsMixed(string operation) => operation is not ("StringJoin" or "ShardedFilename" or "StringStrip" or "UnicodeTranscode" or "Substr" or "ReduceJoin" or "StringFormat" or "RegexReplace" or "StaticRegexReplace"
        or "DecodeBase64" or "StringLower");

    /// <summary>Which input is the first that the function takes, for operations that call a function of the model by an attribute; null for all others.</summary>
    internal static int? FirstArgument(string operation) => operation switch
    {
        "PartitionedCall" or "StatefulPartitionedCall" or "TPUPartitionedCall" or "While" or "StatelessWhile" or "SymbolicGradient" or "BatchFunction" => 0,
        "If" or "StatelessIf" or "Case" or "StatelessCase" or "RemoteCall" => 1,
        _ => null,
    };
}
