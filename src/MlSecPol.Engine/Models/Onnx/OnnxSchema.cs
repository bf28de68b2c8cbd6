using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.Onnx;

/// <summary>The messages of ONNX. Weights are skipped.</summary>
internal static class OnnxSchema
{
    internal static ProtoMessage Model => Schema["ModelProto"];

    private static ProtoSchema Schema { get; } = new(
        """
        ModelProto
          1 ir_version int
          2 producer_name text
          3 producer_version text
          4 domain text
          5 model_version int
          6 doc_string blob
          7 graph GraphProto
          8 opset_import OperatorSetIdProto*
          14 metadata_props StringStringEntryProto*
          20 training_info TrainingInfoProto*
          25 functions FunctionProto*
          26 configuration blob*
        OperatorSetIdProto
          1 domain text
          2 version int
        StringStringEntryProto
          1 key text
          2 value text
        TrainingInfoProto
          1 initialization GraphProto
          2 algorithm GraphProto
          3 initialization_binding blob*
          4 update_binding blob*
        FunctionProto
          1 name text
          2 since_version int
          3 status int
          4 input text*
          5 output text*
          6 attribute text*
          7 node NodeProto*
          8 doc_string blob
          9 opset_import OperatorSetIdProto*
          10 domain text
          11 attribute_proto AttributeProto*
          12 value_info blob*
          13 overload text
          14 metadata_props StringStringEntryProto*
        GraphProto
          1 node NodeProto*
          2 name text
          5 initializer TensorProto*
          10 doc_string blob
          11 input blob*
          12 output blob*
          13 value_info blob*
          14 quantization_annotation blob*
          15 sparse_initializer SparseTensorProto*
          16 metadata_props StringStringEntryProto*
        NodeProto
          1 input blob*
          2 output blob*
          3 name text
          4 op_type text
          5 attribute AttributeProto*
          6 doc_string blob
          7 domain text
          8 overload text
          9 metadata_props StringStringEntryProto*
          10 device_configurations blob*
        AttributeProto
          1 name text
          2 f numbers
          3 i int
          4 s text
          5 t TensorProto
          6 g GraphProto
          7 floats numbers*
          8 ints numbers*
          9 strings text*
          10 tensors TensorProto*
          11 graphs GraphProto*
          13 doc_string blob
          14 tp blob
          15 type_protos blob*
          20 type int
          21 ref_attr_name text
          22 sparse_tensor SparseTensorProto
          23 sparse_tensors SparseTensorProto*
        SparseTensorProto
          1 values TensorProto
          2 indices TensorProto
          3 dims numbers*
        TensorProto
          1 dims int*
          2 data_type int
          3 segment blob
          4 float_data numbers*
          5 int32_data numbers*
          6 string_data blob*
          7 int64_data numbers*
          8 name text
          9 raw_data blob
          10 double_data numbers*
          11 uint64_data numbers*
          12 doc_string blob
          13 external_data StringStringEntryProto*
          14 data_location int
          16 metadata_props StringStringEntryProto*
        """);
}
