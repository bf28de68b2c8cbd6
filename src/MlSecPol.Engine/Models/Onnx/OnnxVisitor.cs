using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>Meets every node and every tensor of an ONNX model: in graphs inside of attributes, in functions, sparse tensors and training information too.</summary>
internal sealed class OnnxVisitor(OnnxTensorJudge tensors, OnnxOperatorJudge operators, FactsBuilder facts, string? member, int depth) : ProtoVisitor
{
    private const int MostTexts = 32;
    private const int MostDimensions = 256;

    private readonly Stack<OnnxNode> _nodes = new();
    private OnnxTensor? _tensor;
    private string _attribute = string.Empty;
    private (string Key, string Value) _entry;
    private byte[] _value = [];
    private (string Name, string Domain) _function;

    internal override bool Enter(ProtoField field)
    {
        switch (field.Message!.Name)
        {
            case "NodeProto":
                _nodes.Push(new OnnxNode(Place, Place.Offset));
                break;
            case "TensorProto":
                _tensor = new OnnxTensor(Place, Place.Offset);
                break;
            case "AttributeProto":
                _attribute = string.Empty;
                break;
            case "StringStringEntryProto":
                _entry = (string.Empty, string.Empty);
                _value = [];
                break;
            case "FunctionProto":
                _function = (string.Empty, string.Empty);
                break;
        }

        return true;
    }

    internal override void Leave(ProtoField field)
    {
        switch (field.Message!.Name)
        {
            case "NodeProto":
                var node = _nodes.Pop();
                operators.Take(node);
                if (OnnxOperatorJudge.IsKnown(node.Domain)) break;
                foreach (var (name, text) in node.Texts) MetadataJudge.Judge(ShortText.Of(name), text, member, depth, facts);
                break;
            case "TensorProto":
                tensors.Take(_tensor!);
                _tensor = null;
                break;
            case "StringStringEntryProto" when field.FullName == "TensorProto.external_data":
                _tensor?.ExternalData.Add(_entry);
                break;
            case "StringStringEntryProto":
                MetadataJudge.Judge(ShortText.Of(_entry.Key), _value, member, depth, facts);
                break;
            case "FunctionProto":
                operators.Define(_function.Domain, _function.Name);
                break;
            case "GraphProto":
                facts.Token.ThrowIfCancellationRequested();
                break;
        }
    }

    internal override void Number(ProtoField field, long value)
    {
        if (_tensor is null) return;
        switch (field.FullName)
        {
            case "TensorProto.dims" when _tensor.Dimensions.Count < MostDimensions:
                _tensor.Dimensions.Add(value);
                break;
            case "TensorProto.data_type":
                _tensor.Type = value;
                break;
            case "TensorProto.data_location":
                _tensor.DataLocation = value;
                break;
        }
    }

    internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
    {
        switch (field.FullName)
        {
            case "NodeProto.name":
                _nodes.Peek().Name = Encoding.UTF8.GetString(head);
                break;
            case "NodeProto.op_type":
                _nodes.Peek().Operator = Encoding.UTF8.GetString(head);
                break;
            case "NodeProto.domain":
                _nodes.Peek().Domain = Encoding.UTF8.GetString(head);
                break;
            case "AttributeProto.name":
                _attribute = Encoding.UTF8.GetString(head);
                break;
            case "AttributeProto.s" or "AttributeProto.strings" when _nodes.TryPeek(out var node) && node.Attributes.Count < MostTexts:
                node.Attributes.Add((_attribute, ProtoText.Of(head)));
                if (field.Name == "s" && node.Texts.Count < MostTexts) node.Texts.Add((_attribute, head.ToArray()));
                break;
            case "StringStringEntryProto.key":
                _entry.Key = Encoding.UTF8.GetString(head);
                break;
            case "StringStringEntryProto.value":
                _entry.Value = ProtoText.Of(head);
                _value = head.ToArray();
                break;
            case "FunctionProto.name":
                _function.Name = Encoding.UTF8.GetString(head);
                break;
            case "FunctionProto.domain":
                _function.Domain = Encoding.UTF8.GetString(head);
                break;
            case "TensorProto.name" when _tensor is not null:
                _tensor.Name = Encoding.UTF8.GetString(head);
                break;
            case "TensorProto.raw_data" when _tensor is not null:
                _tensor.RawBytes = length;
                break;
            case "TensorProto.float_data" or "TensorProto.double_data" when _tensor is not null:
                _tensor.FixedBytes = (_tensor.FixedBytes ?? 0) + length;
                break;
        }
    }
}
