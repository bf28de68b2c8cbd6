"""Graphs of onnx.helper over all operator sets, and the test models that Debian ships with ONNX."""
import glob
import os
import shutil

from kit import beside, clean, hostile, need

need("numpy", "onnx")
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SHIPPED = "/usr/share/libonnx-testdata/data"
x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 3])
y = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
weight = numpy_helper.from_array(np.ones((3, 3), dtype=np.float32), "w")


def graph(nodes, initialisers=(), name="g", **more):
    return helper.make_graph(nodes, name, [x], [y], initializer=list(initialisers), **more)


def model(g, version=13, **more):
    return helper.make_model(g, opset_imports=[helper.make_opsetid("", version)], **more)


plain = graph([helper.make_node("MatMul", ["x", "w"], ["h"], name="ReadFile"), helper.make_node("Relu", ["h"], ["y"], name="eval", doc_string="import os; os.system('id')")], [weight])
for version in range(1, 18):
    onnx.save(model(plain, version), clean(f"opset-{version}.onnx"))
for version in range(3, 9):
    saved = model(plain)
    saved.ir_version = version
    onnx.save(saved, clean(f"ir-{version}.onnx"))
extended = helper.make_model(plain, opset_imports=[helper.make_opsetid("", 13), helper.make_opsetid("ai.onnx.ml", 2)], producer_name="pytorch", producer_version="1.13", doc_string="notes")
helper.set_model_props(extended, {"author": "x", "licence": "MIT", "stride": "32", "names": "{0: 'person', 1: 'exec'}"})
onnx.save(extended, clean("metadata.onnx"))
trees = helper.make_node("TreeEnsembleRegressor", ["x"], ["y"], domain="ai.onnx.ml", nodes_treeids=[0], nodes_nodeids=[0], nodes_featureids=[0], nodes_modes=["LEAF"], nodes_values=[0.0], target_treeids=[0], target_nodeids=[0], target_ids=[0], target_weights=[1.0], n_targets=1)
onnx.save(helper.make_model(graph([trees]), opset_imports=[helper.make_opsetid("", 13), helper.make_opsetid("ai.onnx.ml", 1)]), clean("trees.onnx"))

branch = helper.make_graph([helper.make_node("Identity", ["x"], ["b"])], "branch", [], [helper.make_tensor_value_info("b", TensorProto.FLOAT, None)])
chosen = helper.make_node("If", ["c"], ["y"], then_branch=branch, else_branch=branch)
onnx.save(model(graph([chosen], [numpy_helper.from_array(np.array(True), "c")])), clean("if.onnx"))
body = helper.make_graph(
    [helper.make_node("Identity", ["c_in"], ["c_out"]), helper.make_node("Add", ["v_in", "v_in"], ["v_out"])],
    "body",
    [helper.make_tensor_value_info("i", TensorProto.INT64, []), helper.make_tensor_value_info("c_in", TensorProto.BOOL, []), helper.make_tensor_value_info("v_in", TensorProto.FLOAT, None)],
    [helper.make_tensor_value_info("c_out", TensorProto.BOOL, []), helper.make_tensor_value_info("v_out", TensorProto.FLOAT, None)])
onnx.save(model(graph([helper.make_node("Loop", ["n", "c", "x"], ["y"], body=body)], [numpy_helper.from_array(np.array(3), "n"), numpy_helper.from_array(np.array(True), "c")])), clean("loop.onnx"))
for kind in np.float32, np.float64, np.float16, np.int8, np.uint8, np.int16, np.uint16, np.int32, np.int64, np.uint64, np.bool_, np.complex64, np.complex128:
    onnx.save(model(graph([helper.make_node("Identity", ["x"], ["y"])], [numpy_helper.from_array(np.ones((2, 2), dtype=kind), "t")])), clean(f"tensor-{kind.__name__}.onnx"))
onnx.save(model(graph([helper.make_node("Identity", ["x"], ["y"])], [helper.make_tensor("t", TensorProto.FLOAT, [3], [1, 2, 3]), helper.make_tensor("s", TensorProto.STRING, [2], [b"a", b"eval"])])), clean("typed-fields.onnx"))
sparse = helper.make_sparse_tensor(helper.make_tensor("sv", TensorProto.FLOAT, [2], [1, 2]), helper.make_tensor("si", TensorProto.INT64, [2], [0, 4]), [9])
onnx.save(model(graph([helper.make_node("Constant", [], ["k"], sparse_value=sparse), helper.make_node("Identity", ["x"], ["y"])], sparse_initializer=[sparse])), clean("sparse.onnx"))
onnx.save(model(graph([helper.make_node("Constant", [], ["y"], value=weight)])), clean("constant.onnx"))
function = helper.make_function("local", "Twice", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 15)])
onnx.save(helper.make_model(graph([helper.make_node("Twice", ["x"], ["y"], domain="local")]), opset_imports=[helper.make_opsetid("", 15), helper.make_opsetid("local", 1)], functions=[function]), clean("function.onnx"))
trained = model(plain)
trained.training_info.add().algorithm.CopyFrom(plain)
onnx.save(trained, clean("training.onnx"))
quantised = graph([helper.make_node("QuantizeLinear", ["x", "s", "z"], ["q"]), helper.make_node("DequantizeLinear", ["q", "s", "z"], ["y"])], [numpy_helper.from_array(np.float32(0.1), "s"), numpy_helper.from_array(np.uint8(0), "z")])
onnx.save(model(quantised), clean("quantised.onnx"))
try:
    from google.protobuf import text_format

    with open(clean("text.onnxtxt"), "w") as file:
        file.write(text_format.MessageToString(model(plain)))
except ImportError:
    pass


def external(name, keep, location, offset=None, length=None, content=True):
    tensor = TensorProto()
    tensor.CopyFrom(weight)
    data = tensor.raw_data
    if content:
        with open(beside(os.path.join(os.path.dirname(name), location)), "ab") as file:
            file.write(data)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in ("location", location), ("offset", offset), ("length", length):
        if value is not None:
            entry = tensor.external_data.add()
            entry.key, entry.value = key, str(value)
    saved = model(graph([helper.make_node("MatMul", ["x", "w"], ["y"])], [tensor]))
    with open(keep(name), "wb") as file:
        file.write(saved.SerializeToString())


external("beside/one.onnx", clean, "one.data")
external("beside/two.onnx", clean, "two.data", 0, 36)
external("beside/three.onnx", clean, "weights/three.bin", 0, 36)
large = model(plain)
onnx.save(large, clean("split/model.onnx"), save_as_external_data=True, all_tensors_to_one_file=True, location="model.onnx.data", size_threshold=0)
external("outside/up.onnx", hostile, "../outside.data", content=False)
external("outside/nested.onnx", hostile, "a/../../outside.data", content=False)
external("outside/absolute.onnx", hostile, "/etc/passwd", content=False)
external("outside/long.onnx", hostile, "long.data", 0, 10**12)

for number, path in enumerate(sorted(glob.glob(os.path.join(SHIPPED, "**", "*.onnx"), recursive=True))):
    if os.path.getsize(path) < 200_000 and number % 3 == 0:
        folder = os.path.basename(os.path.dirname(path))
        shutil.copyfile(path, clean(f"shipped/{number}-{folder}.onnx"))
