using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Paddle;

/// <summary>Reads PaddlePaddle programs and judges operators by what they do: programs for inference compute, and do nothing else.</summary>
internal static class PaddleReader
{
    private static readonly ProtoSchema Schema = new(
        """
        ProgramDesc
          1 blocks BlockDesc*
          4 version blob
          5 op_version_map blob
        BlockDesc
          1 idx int
          2 parent_idx int
          3 vars blob*
          4 ops OpDesc*
          5 forward_block_idx int
        OpDesc
          1 inputs blob*
          2 outputs blob*
          3 type text
          4 attrs Attr*
          5 is_target int
        Attr
          1 name text
          2 type int
          3 i int
          4 f numbers
          5 s text
          6 ints numbers*
          7 floats numbers*
          8 strings text*
          10 b int
          11 bools numbers*
          12 block_idx int
          13 l int
          14 blocks_idx numbers*
          15 longs numbers*
          16 float64s numbers*
          17 var_name text
          18 vars_name text*
          19 float64 numbers
          20 scalar blob
          21 scalars blob*
        """);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        WireWalker.Walk(content, Schema["ProgramDesc"], new Visitor(new PaddleOperators(hazards)), member, facts);
        hazards.Close();
    }

    private sealed class Visitor(PaddleOperators operators) : ProtoVisitor
    {
        private readonly List<string> _texts = [];
        private string _type = string.Empty;
        private string _place = string.Empty;
        private bool _isAnnotation;

        internal override bool Enter(ProtoField field)
        {
            if (field.Message!.Name == "OpDesc")
            {
                _type = string.Empty;
                _texts.Clear();
                _place = Place.Path;
            }
            else if (field.Message.Name == "Attr")
            {
                _isAnnotation = false;
            }

            return true;
        }

        internal override void Leave(ProtoField field)
        {
            if (field.Message!.Name == "OpDesc") operators.Judge(_type, _texts, Place.Offset, _place);
        }

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            switch (field.FullName)
            {
                case "OpDesc.type":
                    _type = Encoding.UTF8.GetString(head);
                    break;
                case "Attr.name":
                    // Where in the source an operator was made is written beside it.
                    _isAnnotation = head.StartsWith("op_"u8);
                    break;
                case "Attr.s" or "Attr.strings" when !_isAnnotation && head.Length > 0 && _texts.Count < 8:
                    _texts.Add(Encoding.UTF8.GetString(head));
                    break;
            }
        }
    }
}
