"""Makes the ONNX samples in samples/models with the real library; see samples/README.md.

Usage: python3 samples/make/onnx_models.py   (from the repository root; needs onnx, numpy)
"""

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import convert_model_to_external_data

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "models"


def value(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def model(graph, **more):
    return helper.make_model(graph, producer_name="samples", opset_imports=[helper.make_opsetid("", 15)], ir_version=8, **more)


def weights(rng, name, *shape):
    return numpy_helper.from_array(rng.normal(size=shape).round(4).astype(np.float32), name)


def dense(rng):
    """Two layers with their weights inside."""
    graph = helper.make_graph(
        [
            helper.make_node("Gemm", ["x", "w1", "b1"], ["h"], name="ReadFile"),
            helper.make_node("Relu", ["h"], ["r"]),
            helper.make_node("MatMul", ["r", "w2"], ["y"]),
        ],
        "sensor-network", [value("x", 1, 4)], [value("y", 1, 2)],
        [weights(rng, "w1", 4, 8), weights(rng, "b1", 8), weights(rng, "w2", 8, 2)],
    )
    return model(graph)


def branches(rng):
    """A condition with a graph for either case, and a sparse initializer."""
    then = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["t"])], "then", [], [value("t", 1, 4)], [weights(rng, "w", 4, 4)])
    other = helper.make_graph([helper.make_node("Identity", ["x"], ["e"])], "else", [], [value("e", 1, 4)])
    sparse = helper.make_sparse_tensor(
        helper.make_tensor("s", TensorProto.FLOAT, [2], [1.0, 2.0]), helper.make_tensor("s_indices", TensorProto.INT64, [2], [1, 3]), [4])
    graph = helper.make_graph(
        [helper.make_node("If", ["c"], ["y"], then_branch=then, else_branch=other)],
        "sensor-branches", [value("x", 1, 4), helper.make_tensor_value_info("c", TensorProto.BOOL, [])], [value("y", 1, 4)], sparse_initializer=[sparse],
    )
    return model(graph)


def function():
    """A function of the model's own domain."""
    twice = helper.make_function("samples", "Twice", ["a"], ["b"], [helper.make_node("Add", ["a", "a"], ["b"])], [helper.make_opsetid("", 15)])
    graph = helper.make_graph([helper.make_node("Twice", ["x"], ["y"], domain="samples")], "sensor-function", [value("x", 1, 4)], [value("y", 1, 4)])
    made = model(graph, functions=[twice])
    made.opset_import.append(helper.make_opsetid("samples", 1))
    return made


def main():
    rng = np.random.default_rng(11)
    for made in (dense(rng), branches(rng), function()):
        onnx.checker.check_model(made)
        onnx.save(made, FOLDER / f"{made.graph.name}.onnx")
    beside = dense(rng)
    beside.graph.name = "sensor-network-beside"
    convert_model_to_external_data(beside, location="sensor-network-beside.onnx.data", size_threshold=0)
    # The library puts the data beside the model only where it is given the path as text.
    onnx.save(beside, str(FOLDER / "sensor-network-beside.onnx"))


if __name__ == "__main__":
    main()
