using System.Text;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Collects the nodes that act from all graphs and functions of a file.</summary>
internal sealed class GraphVisitor : ProtoVisitor
{
    private const int MostInputs = 16;

    // The framework's number for text among the types of tensors.
    private const long TextType = 7;
    private const int MostTexts = 16;
    private const int MostArguments = 4096;
    private const int MostNodes = 100_000;

    private readonly Stack<GraphScope> _open = new();
    private readonly List<string> _values = [];
    private GraphNode? _node;
    private (long Offset, long Length) _literal;
    private string _key = string.Empty;
    private bool _isPlain;
    private bool _isNumeric;
    private int _attributes;
    private long _tensorType;
    private string _assetTensor = string.Empty;
    private string _collection = string.Empty;
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

    /// <summary>What the collections of a MetaGraph keep as bytes.</summary>
    internal List<GraphPayload> Payloads { get; } = [];

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
                _isNumeric = false;
                _attributes = 0;
                break;
            case "TensorProto":
                _tensorType = 0;
                break;
            case "CollectionEntry":
                _collection = string.Empty;
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
        if (field.FullName == "TensorProto.dtype") _tensorType = value;
        else if (_attributes == 1 && field.FullName == "AttrValue.type" && value != TextType && _key is ("T" or "Tparams")) _isNumeric = true;
    }

    internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
    {
        switch (field.FullName)
        {
            case "NodeDef.name" when _node is not null:
                _node.Name = Encoding.UTF8.GetString(head);
                break;
            case "NodeDef.op" when _node is not null:
                _node.Operation = Encoding.UTF8.GetString(head);
                _isPlain = IsPlain(_node.Operation);
                break;
            case "NodeDef.input" when !_isPlain && _node is { Inputs.Count: < MostInputs } && head.Length > 0 && head[0] != (byte)'^':
                _node.Inputs.Add(Encoding.UTF8.GetString(head));
                break;
            case "AttrEntry.key" when _attributes == 1 && !_isPlain:
                _key = Encoding.UTF8.GetString(head);
                break;
            case "AttrValue.s" or "ListValue.s" or "TensorProto.string_val" when _node is not null && !_isPlain && _attributes == 1 && _values.Count < MostTexts && head.Length > 0:
                if (_values.Count == 0) _literal = (Place.Offset, length);
                _values.Add(ProtoText.Of(head));
                break;
            case "TensorProto.tensor_content" when _node is not null && !_isPlain && _attributes == 1 && _tensorType == TextType && head.Length == length:
                TakeTexts(head);
                break;
            case "NameAttrList.name" when _attributes == 1 && _node is { Functions.Count: < MostInputs } && head.Length > 0:
                _node.Functions.Add(Encoding.UTF8.GetString(head));
                Refer(Encoding.UTF8.GetString(head));
                break;
            case "NameAttrList.name" or "GradientDef.gradient_func" or "RegisteredGradient.gradient_func" when head.Length > 0:
                Refer(Encoding.UTF8.GetString(head));
                break;
            case "OpDef.name" when _open.TryPeek(out var scope):
                scope.Name = Encoding.UTF8.GetString(head);
                Functions.Add(scope.Name);
                break;
            case "ArgDef.name" when _open.TryPeek(out var function) && function.Arguments.Count < MostArguments:
                function.Arguments.Add(Encoding.UTF8.GetString(head));
                break;
            case "CollectionEntry.key":
                _collection = Encoding.UTF8.GetString(head);
                break;
            case "BytesList.value" or "Any.value" when length > 0 && _kept++ < MostNodes:
                Payloads.Add(new GraphPayload(_collection, Place.Path, Place.Offset, length));
                break;
            case "TensorInfo.name":
                _assetTensor = Encoding.UTF8.GetString(head);
                break;
            case "SavedUserObject.metadata" when head.Length > 0 && head[0] == (byte)'{' && _kept++ < MostNodes:
                Configurations.Add((Place.Path, Place.Offset, length));
                break;
            case "AssetFileDef.filename":
                AssetFiles.Add((Encoding.UTF8.GetString(head), Place.Path, Place.Offset));
                break;
        }
    }

    private void Refer(string function)
    {
        if (References.Count < MostNodes && OperationRegistry.Current.Find(function) is not null) References.Add((function, Place.Path, Place.Offset));
    }

    private void Open()
    {
        var scope = new GraphScope();
        Scopes.Add(scope);
        _open.Push(scope);
    }

    /// <summary>Takes texts that stand one behind the other, with their lengths before the first, as the framework writes them when it copies memory.</summary>
    private void TakeTexts(ReadOnlySpan<byte> content)
    {
        var lengths = new List<int>();
        long sum = 0;
        var at = 0;
        while (at < content.Length && lengths.Count < MostTexts && sum < content.Length - at)
        {
            var (length, shift) = (0, 0);
            byte next;
            do
            {
                next = content[at++];
                length |= (next & 0x7F) << shift;
                shift += 7;
            }
            while (next >= 0x80 && at < content.Length && shift < 28);
            lengths.Add(length);
            sum += length;
        }

        if (sum != content.Length - at) return;
        foreach (var length in lengths)
        {
            if (length > 0) _values.Add(ProtoText.Of(content.Slice(at, length)));
            at += length;
        }
    }

    /// <summary>Whether the operation only computes, so that nothing else of its node is of interest.</summary>
    private static bool IsPlain(string operation) => TextOperations.Of(operation) == TextFlow.None && TextOperations.FirstArgument(operation) is null && IsQuiet(operation);

    /// <summary>Whether the operation is the framework's own and has no effect beyond its tensors.</summary>
    private static bool IsQuiet(string operation) => OperationRegistry.Current.IsBuiltIn(operation) && OperationRegistry.Current.Find(operation) is null;

    private void Take(GraphNode node)
    {
        if (_isPlain || !_open.TryPeek(out var scope)) return;
        var isText = TextOperations.Of(node.Operation) switch
        {
            TextFlow.None => false,
            TextFlow.Constant => node.Attributes.Exists(a => a.Name == "value"),
            TextFlow.Formatted => true,
            _ => node.Inputs.Count > 0 && !(_isNumeric && TextOperations.IsMixed(node.Operation)),
        };
        var isQuiet = IsQuiet(node.Operation);
        if (!isText && isQuiet && node.Functions.Count == 0) return;
        if (_kept++ >= MostNodes)
        {
            IsOverfull = true;
            return;
        }

        if (isText) scope.Texts.TryAdd(node.Name, node);
        else if (isQuiet) scope.Calls.Add(node);
        else
        {
            node.Path = Place.Path;
            scope.Acting.Add(node);
        }
    }
}
