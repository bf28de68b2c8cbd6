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
        WireWalker.Walk(content, Schema["ProgramDesc"], new Visitor(hazards), member, facts);
        hazards.Close();
    }

    private static (HazardEffect Effect, string Does)? Effect(string type) => type switch
    {
        "py_func" or "py_layer" or "pylayer" => (HazardEffect.Execute, "calls back into the Python interpreter"),
        "load" or "load_combine" or "read_file" or "open_files" or "lookup_sparse_table_init" => (HazardEffect.ReadFile, "reads files by name"),
        "create_recordio_file_reader" or "create_custom_reader" => (HazardEffect.ReadFile, "reads files by name"),
        "save" or "save_combine" or "checkpoint_notify" => (HazardEffect.WriteFile, "writes files"),
        "listen_and_serv" or "send" or "recv" or "send_barrier" or "fetch_barrier" or "prefetch" or "send_and_recv" or "gen_nccl_id" or "gen_bkcl_id" or "gen_hccl_id"
            or "distributed_lookup_table" or "distributed_push_sparse" or "c_gen_nccl_id" or "c_gen_bkcl_id" or "heter_listen_and_serv" => (HazardEffect.Network, "connects to another machine"),
        _ => null,
    };

    private sealed class Visitor(HazardList hazards) : ProtoVisitor
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
            if (field.Message!.Name != "OpDesc") return;
            if (Effect(_type) is not var (effect, does))
            {
                Foreign();
                return;
            }

            var target = _texts.Count == 0 ? string.Empty : $", here with '{ProtoText.Shorten(string.Join(", ", _texts))}'";
            hazards.Add(ModelAspect.Operators, effect, "paddle:" + _type, _type, $"The operator {_type} {does}{target}.", Place.Offset, _place);
        }

        /// <summary>An operator that is given a file outside of the model, an address, or a native library, whatever it is called.</summary>
        private void Foreign()
        {
            foreach (var text in _texts)
            {
                var target = FileTargets.Of(text);
                var isLibrary = text.EndsWith(".so", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase);
                if (!isLibrary && target is not (FileTarget.Remote or FileTarget.Above) && !FileTargets.IsOfSystem(text)) continue;
                hazards.Add(
                    ModelAspect.Operators, isLibrary ? HazardEffect.Execute : target == FileTarget.Remote ? HazardEffect.Network : HazardEffect.ReadFile, "paddle:target", _type,
                    $"The operator {ProtoText.Shorten(_type)} is given '{ProtoText.Shorten(text)}'.", Place.Offset, _place, ProtoText.Shorten(text));
            }
        }

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            switch (field.FullName)
            {
                case "OpDesc.type":
                    _type = ProtoText.Of(head);
                    break;
                case "Attr.name":
                    // Where in the source an operator was made is written beside it.
                    _isAnnotation = head.StartsWith("op_"u8);
                    break;
                case "Attr.s" or "Attr.strings" when !_isAnnotation && head.Length > 0 && _texts.Count < 8:
                    _texts.Add(ProtoText.Of(head));
                    break;
            }
        }
    }
}
