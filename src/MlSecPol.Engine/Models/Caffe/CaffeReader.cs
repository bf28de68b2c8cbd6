using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Caffe;

/// <summary>Reads Caffe networks, text or with weights: layers written in Python, layers that read or write files.</summary>
internal static class CaffeReader
{
    private static readonly ProtoSchema Schema = new(
        """
        NetParameter
          1 name text
          2 layers V1LayerParameter*
          3 input text*
          4 input_dim numbers*
          5 force_backward int
          6 state blob
          7 debug_info int
          8 input_shape blob*
          100 layer LayerParameter*
        V1LayerParameter
          2 bottom blob*
          3 top blob*
          4 name text
          5 type int
          6 blobs blob*
          11 data_param FileParameter
          13 hdf5_data_param FileParameter
          14 hdf5_output_param OutputParameter
          15 image_data_param FileParameter
          20 window_data_param FileParameter
          130 python_param PythonParameter
        LayerParameter
          1 name text
          2 type text
          3 bottom blob*
          4 top blob*
          7 blobs blob*
          100 transform_param TransformParameter
          107 data_param FileParameter
          116 infogain_loss_param FileParameter
          112 hdf5_data_param FileParameter
          113 hdf5_output_param OutputParameter
          115 image_data_param FileParameter
          129 window_data_param FileParameter
          130 python_param PythonParameter
          204 detection_output_param DetectionOutputParameter
        DetectionOutputParameter
          1 num_classes int
          4 save_output_param SaveOutputParameter
        SaveOutputParameter
          1 output_directory text
          2 output_name_prefix text
          4 label_map_file text
          5 name_size_file text
        SolverParameter
          1 train_net text
          2 test_net text*
          15 snapshot_prefix text
          24 net text
        FileParameter
          1 source text
        TransformParameter
          4 mean_file text
        OutputParameter
          1 file_name text
        PythonParameter
          1 module text
          2 layer text
          3 param_str text
          4 share_in_parallel int
        """);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        var visitor = new Visitor(hazards);
        var root = Schema[IsSolver(content) ? "SolverParameter" : "NetParameter"];
        // Most parameters of layers are of no interest here, so that fields which are not defined above mean nothing.
        if (ProtoReader.IsText(content)) TextWalker.Walk(content, root, visitor, member, facts);
        else WireWalker.Walk(content, root, visitor, member, facts);
        hazards.Close();
    }

    /// <summary>Whether the text says how a network is trained, and not what it is made of.</summary>
    private static bool IsSolver(ByteSource content)
    {
        Span<byte> head = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> text = head[..content.Read(0, head)];
        return ProtoReader.IsText(content) && text.IndexOf("base_lr"u8) >= 0 && text.IndexOf("layer"u8) < 0;
    }

    private sealed class Visitor(HazardList hazards) : ProtoVisitor
    {
        private string _name = string.Empty;
        private string _type = string.Empty;
        private string _module = string.Empty;
        private string _class = string.Empty;
        private bool _isPython;

        internal override bool Enter(ProtoField field)
        {
            switch (field.Message!.Name)
            {
                case "LayerParameter" or "V1LayerParameter":
                    (_name, _type, _module, _class, _isPython) = (string.Empty, string.Empty, string.Empty, string.Empty, false);
                    break;
                case "PythonParameter":
                    _isPython = true;
                    break;
            }

            return true;
        }

        internal override void Leave(ProtoField field)
        {
            if (field.Message!.Name is not ("LayerParameter" or "V1LayerParameter") || !(_isPython || _type == "Python")) return;
            hazards.Add(
                ModelAspect.Operators, HazardEffect.Execute, "caffe:python-layer", ShortText.Of(_name),
                $"The layer '{ShortText.Of(_name)}' imports the Python module '{ShortText.Of(_module)}' and runs its class '{ShortText.Of(_class)}'.", Place.Offset, Place.Path);
        }

        internal override void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
        {
            switch (field.FullName)
            {
                case "LayerParameter.name" or "V1LayerParameter.name":
                    _name = Encoding.UTF8.GetString(head);
                    break;
                case "LayerParameter.type":
                    _type = Encoding.UTF8.GetString(head);
                    break;
                case "PythonParameter.module":
                    _module = Encoding.UTF8.GetString(head);
                    break;
                case "PythonParameter.layer":
                    _class = Encoding.UTF8.GetString(head);
                    break;
                case "OutputParameter.file_name":
                    File(HazardEffect.WriteFile, "caffe:write-file", "writes to", Encoding.UTF8.GetString(head));
                    break;
                case "SaveOutputParameter.output_directory" or "SolverParameter.snapshot_prefix":
                    var written = Encoding.UTF8.GetString(head);
                    // Networks that were published name the folder of the machine on which they were tested.
                    File(FileTargets.IsOfSystem(written) ? HazardEffect.WriteFile : HazardEffect.Note, "caffe:write-file", "writes to", written);
                    break;
                case "FileParameter.source" or "SaveOutputParameter.label_map_file" or "SaveOutputParameter.name_size_file" or "SolverParameter.net" or "SolverParameter.train_net" or "SolverParameter.test_net" or "TransformParameter.mean_file":
                    var source = Encoding.UTF8.GetString(head);
                    // Networks for training say where the data were; only leaving the machine is more than that.
                    File(FileTargets.Of(source) == FileTarget.Remote ? HazardEffect.Network : FileTargets.IsOfSystem(source) ? HazardEffect.ReadFile : HazardEffect.Note, "caffe:data-source", "reads its data from", source);
                    break;
            }
        }

        private void File(HazardEffect effect, string rule, string does, string file) => hazards.Add(
            ModelAspect.Operators, effect, rule, ShortText.Of(_name), $"{(_name.Length == 0 ? "The solver" : $"The layer '{ShortText.Of(_name)}'")} {does} '{ShortText.Of(file)}'.", Place.Offset, Place.Path, ShortText.Of(file));
    }
}
