using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>The messages of TensorFlow's graphs, as far as they say what runs: weights and shapes are skipped.</summary>
internal static class GraphSchema
{
    internal static ProtoSchema Schema { get; } = new(
        """
        SavedModel
          1 saved_model_schema_version int
          2 meta_graphs MetaGraphDef*
        MetaGraphDef
          1 meta_info_def MetaInfoDef
          2 graph_def GraphDef
          3 saver_def SaverDef
          4 collection_def CollectionEntry*
          5 signature_def blob*
          6 asset_file_def AssetFileDef*
          7 object_graph_def SavedObjectGraph
        CollectionEntry
          1 key text
          2 value CollectionDef
        CollectionDef
          1 node_list blob
          2 bytes_list BytesList
          3 int64_list blob
          4 float_list blob
          5 any_list AnyList
        BytesList
          1 value text*
        AnyList
          1 value Any*
        Any
          1 type_url text
          2 value text
        SavedObjectGraph
          1 nodes SavedObject*
          2 concrete_functions blob*
        SavedObject
          1 children blob*
          3 slot_variables blob*
          4 user_object SavedUserObject
          5 asset blob
          6 function blob
          7 variable blob
          8 bare_concrete_function blob
          9 constant blob
          10 resource blob
          11 saveable_objects blob*
          12 captured_tensor blob
          13 registered_name text
          14 serialized_user_proto blob
          15 dependencies blob*
          16 registered_saver text
        SavedUserObject
          1 identifier text
          2 version blob
          3 metadata text
        MetaInfoDef
          1 meta_graph_version text
          2 stripped_op_list blob
          3 any_info blob
          4 tags text*
          5 tensorflow_version text
          6 tensorflow_git_version text
          7 stripped_default_attrs int
          8 function_aliases blob*
        SaverDef
          1 filename_tensor_name text
          2 save_tensor_name text
          3 restore_op_name text
          4 max_to_keep int
          5 sharded int
          6 keep_checkpoint_every_n_hours numbers
          7 version int
        AssetFileDef
          1 tensor_info TensorInfo
          2 filename text
        TensorInfo
          1 name text
          2 dtype int
          3 tensor_shape blob
          4 coo_sparse blob
          5 composite_tensor blob
        GraphDef
          1 node NodeDef*
          2 library FunctionDefLibrary
          3 version int
          4 versions VersionDef
          5 debug_info blob
        VersionDef
          1 producer int
          2 min_consumer int
          3 bad_consumers numbers*
        FunctionDefLibrary
          1 function FunctionDef*
          2 gradient GradientDef*
          3 registered_gradients RegisteredGradient*
        GradientDef
          1 function_name text
          2 gradient_func text
        RegisteredGradient
          1 gradient_func text
          2 registered_op_type text
        FunctionDef
          1 signature OpDef
          3 node_def NodeDef*
          4 ret blob*
          5 attr blob*
          6 control_ret blob*
          7 arg_attr blob*
          8 resource_arg_unique_id blob*
        OpDef
          1 name text
          2 input_arg ArgDef*
          3 output_arg blob*
          4 attr blob*
          5 summary blob
          6 description blob
          8 deprecation blob
          16 is_aggregate int
          17 is_stateful int
          18 is_commutative int
          19 allows_uninitialized_input int
          20 control_output text*
          21 is_distributed_communication int
        ArgDef
          1 name text
          2 description blob
          3 type int
          4 type_attr text
          5 number_attr text
          6 type_list_attr text
          7 handle_data blob*
          16 is_ref int
          17 experimental_full_type blob
        NodeDef
          1 name text
          2 op text
          3 input text*
          4 device text
          5 attr AttrEntry*
          6 experimental_debug_info blob
          7 experimental_type blob
        AttrEntry
          1 key text
          2 value AttrValue
        AttrValue
          1 list ListValue
          2 s text
          3 i int
          4 f numbers
          5 b int
          6 type int
          7 shape blob
          8 tensor TensorProto
          9 placeholder text
          10 func NameAttrList
        ListValue
          2 s text*
          3 i numbers*
          4 f numbers*
          5 b numbers*
          6 type numbers*
          7 shape blob*
          8 tensor TensorProto*
          9 func NameAttrList*
        NameAttrList
          1 name text
          2 attr AttrEntry*
        TensorProto
          1 dtype int
          2 tensor_shape blob
          3 version_number int
          4 tensor_content text
          5 float_val numbers*
          6 double_val numbers*
          7 int_val numbers*
          8 string_val text*
          9 scomplex_val numbers*
          10 int64_val numbers*
          11 bool_val numbers*
          12 dcomplex_val numbers*
          13 half_val numbers*
          14 resource_handle_val blob*
          15 variant_val blob*
          16 uint32_val numbers*
          17 uint64_val numbers*
          18 float8_val blob
        """);
}
