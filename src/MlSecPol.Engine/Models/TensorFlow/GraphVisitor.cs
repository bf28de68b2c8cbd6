using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Collects the nodes that act from all graphs and functions of a file.</summary>
internal sealed class GraphVisitor : ProtoVisitor
{
    private const int MostInputs = 16;

    // The framework's number for text among the types of tensors.
    private const long TextType = 7;
    private const int MostTexts = 16;
    private const int MostNodes = 100_000;

    private readonly Stack<GraphScope> _open = new();
    private readonly List<string> _values = [];
    private GraphNode? _node;
    private (long Offset, long Length) _literal;
    private string _key = string.Empty;
    private bool _isPlain;
    private bool _isText;
    private int _attributes;
    private string _assetTensor = string.Empty;
    private int _kept;

    /// <summary>All graphs and functions.</summary>
    internal List<GraphScope> Scopes { get; } = [];

    /// <summary>Names of the functions that the file defines.</summary>
    internal HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Nodes whose text the loader replaces by the place of a file of the model.</summary>
    internal HashSet<string> Assets { get; } = new(StringComparer.Ordinal);

    /// <summary>The files of the model that the graph asks for, with their places.</summary>
    internal List<(string File, string Path, long Offset)> AssetFiles { get; } = [];

    /// <summary>Names of functions that nodes are handed, with their places.</summary>
    internal List<(string Name, string Path, long Offset)> References { get; } = [];

    /// <summary>Where the configurations of Keras objects stand, which releases before 2.5 keep in the graph of objects.</summary>
    internal List<(string Path, long Offset, long Length)> Configurations { get; } = [];

    /// <summary>Whether more nodes act than are kept.</summary>
    internal bool IsOverfull { get; private set; }

    internal override bool Enter(ProtoField field)
    {
        switch (field.Message!.Name)
        {
            case "GraphDef" or "FunctionDef":
                Open();
                break;
            case "NodeDef":
                _node = new GraphNode(Place.Offset);
                _isPlain = false;
                _isText = false;
                _attributes = 0;
                break;
            case "AttrEntry" when ++_attributes == 1:
                _key = string.Empty;
                _values.Clear();
                _literal = default;
                break;
            case "AssetFileDef":
                _assetTensor = string.Empty;
                break;
        }

        return true;
    }

    internal override void Leave(ProtoField field)
    {
        switch (field.Message!.Name)
        {
            case "GraphDef" or "FunctionDef":
                _open.Pop();
                break;
            case "NodeDef":
                Take(_node!);
                _node = null;
                break;
            case "AttrEntry" when --_attributes == 0 && _node is not null:
                foreach (var value in _values) _node.Attributes.Add((_key, value));
                if (_key == "value") _node.Literal = _literal;
                break;
            case "AssetFileDef":
                if (_assetTensor.Length > 0) Assets.Add(_assetTensor.Split(':')[0]);
                break;
        }
    }

    internal override void Number(ProtoField field, long value)
    {
        if (_attributes == 1 && field.FullName == "AttrValue.type" && value == TextType && _key == "T") _isText = true;
    }

    internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
    {
        switch (field.FullName)
        {
            case "NodeDef.name" when _node is not null:
                _node.Name = ProtoText.Of(head);
                break;
            case "NodeDef.op" when _node is not null:
                _node.Operation = ProtoText.Of(head);
                _isPlain = IsPlain(_node.Operation);
                break;
            case "NodeDef.input" when !_isPlain && _node is { Inputs.Count: < MostInputs } && head.Length > 0 && head[0] != (byte)'^':
                _node.Inputs.Add(ProtoText.Of(head));
                break;
            case "AttrEntry.key" when _attributes == 1 && !_isPlain:
                _key = ProtoText.Of(head);
                break;
            case "AttrValue.s" or "ListValue.s" or "TensorProto.string_val" when _node is not null && !_isPlain && _attributes == 1 && _values.Count < MostTexts && head.Length > 0:
                if (_values.Count == 0) _literal = (Place.Offset, length);
                _values.Add(ProtoText.Of(head));
                break;
            case "NameAttrList.name" when References.Count < MostNodes && head.Length > 0 && OperationRegistry.Current.Find(ProtoText.Of(head)) is not null:
                References.Add((ProtoText.Of(head), Place.Path, Place.Offset));
                break;
            case "OpDef.name" when _open.TryPeek(out var scope):
                scope.Name = ProtoText.Of(head);
                Functions.Add(scope.Name);
                break;
            case "TensorInfo.name":
                _assetTensor = ProtoText.Of(head);
                break;
            case "SavedUserObject.metadata" when head.Length > 0 && head[0] == (byte)'{' && _kept++ < MostNodes:
                Configurations.Add((Place.Path, Place.Offset, length));
                break;
            case "AssetFileDef.filename":
                AssetFiles.Add((ProtoText.Of(head), Place.Path, Place.Offset));
                break;
        }
    }

    private void Open()
    {
        var scope = new GraphScope();
        Scopes.Add(scope);
        _open.Push(scope);
    }

    /// <summary>Whether the operation only computes, so that nothing else of its node is of interest.</summary>
    private static bool IsPlain(string operation) =>
        operation != "Const" && !HandsOn(operation) && OperationRegistry.Current.IsBuiltIn(operation) && OperationRegistry.Current.Find(operation) is null;

    /// <summary>Whether the beginning of what the operation hands on is what its first input begins with. Only the text forms of those that also do numbers count.</summary>
    private static bool HandsOn(string operation) =>
        operation is "Identity" or "PlaceholderWithDefault" or "StopGradient" or "EnsureShape" or "StringJoin" or "ShardedFilename" or "StringStrip" or "RegexReplace" or "StaticRegexReplace" || IsMixed(operation);

    private static bool IsMixed(string operation) => operation is "Add" or "AddV2" or "Pack" or "Reshape" or "ExpandDims" or "Squeeze" or "ConcatV2" or "Tile" or "Fill";

    private void Take(GraphNode node)
    {
        if (_isPlain || !_open.TryPeek(out var scope)) return;
        var isText = node.Operation == "Const" && node.Attributes.Exists(a => a.Name == "value");
        var isAlias = HandsOn(node.Operation) && node.Inputs.Count > 0 && (_isText || !IsMixed(node.Operation));
        if (!isText && !isAlias && IsPlainOrQuiet(node.Operation)) return;
        if (_kept++ >= MostNodes)
        {
            IsOverfull = true;
            return;
        }

        if (isText) scope.Constants.TryAdd(node.Name, node);
        else if (isAlias) scope.Aliases.TryAdd(node.Name, node.Inputs[0]);
        else
        {
            node.Path = Place.Path;
            scope.Acting.Add(node);
        }
    }

    /// <summary>Whether the operation has no effect, also where it is one of those that are looked at for their text.</summary>
    private static bool IsPlainOrQuiet(string operation) => OperationRegistry.Current.IsBuiltIn(operation) && OperationRegistry.Current.Find(operation) is null;
}
