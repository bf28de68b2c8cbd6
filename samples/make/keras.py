"""Makes the Keras and HDF5 fixtures of MS4.KerasCodeLayers with the real HDF5 library. The code in them is never loaded; it names os.getcwd.

Usage: python3 samples/make/keras.py   (from the repository root; needs h5py: apt-get install python3-h5py)
"""
import base64
import json
import marshal
import os
import pathlib
import zipfile

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "models" / "MS4.KerasCodeLayers"
EPOCH = (2026, 1, 1, 0, 0, 0)


def path(name):
    return os.path.join(FOLDER, name)


def code():
    source = compile("lambda x: __import__('os').getcwd()", "model", "eval")
    return base64.encodebytes(marshal.dumps(source.co_consts[0])).decode("ascii")


def old_dense(name, activation="relu"):
    return {"class_name": "Dense", "config": {
        "name": name, "trainable": True, "dtype": "float32", "units": 4, "activation": activation, "use_bias": True,
        "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}},
        "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": None}}


def old_lambda():
    return {"class_name": "Lambda", "config": {
        "name": "scale", "function": {"class_name": "__tuple__", "items": [code(), None, None]}, "function_type": "lambda",
        "module": "__main__", "output_shape": None, "output_shape_type": "raw", "output_shape_module": None, "arguments": {}}}


def old_model(name, layers, version=None, block=0, order=False, fixed=False, more=0):
    """A model of Keras 2; version 'latest' writes the newer structures of the format, order tracks creation, fixed writes fixed-length text."""
    with h5py.File(path(name), "w", libver=version, userblock_size=block, track_order=order) as file:
        config = json.dumps({"class_name": "Sequential", "config": {"name": "sequential", "layers": layers}}).encode()
        training = json.dumps({"loss": "mse", "metrics": ["accuracy"], "optimizer_config": {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 0.001}}})
        for i in range(more):
            file.attrs[f"note{i}"] = "x" * 20
        file.attrs.create("model_config", np.array(config)) if fixed else file.attrs.__setitem__("model_config", config)
        file.attrs["training_config"] = training.encode()
        file.attrs["keras_version"] = "2.4.0"
        file.attrs["backend"] = "tensorflow"
        weights = file.create_group("model_weights", track_order=order)
        weights.attrs["layer_names"] = [layer["config"]["name"].encode() for layer in layers]
        for layer in layers:
            group = weights.create_group(layer["config"]["name"], track_order=order)
            group.attrs["weight_names"] = [b"kernel:0"]
            group.create_dataset("kernel:0", data=np.arange(4, dtype="f4"))


def new_dense(name):
    return {"module": "keras.layers", "class_name": "Dense", "config": {
        "name": name, "trainable": True, "units": 4, "activation": "relu",
        "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None},
        "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": None}, "registered_name": None}},
        "registered_name": None, "build_config": {"input_shape": [None, 8]}}


def archive(name, layers):
    """A model of Keras 3."""
    weights = path("model.weights.h5")
    with h5py.File(weights, "w") as file:
        for layer in layers:
            file.create_dataset(f"layers/{layer['config'].get('name', 'x')}/vars/0", data=np.arange(4, dtype="f4"))
    config = {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": True, "layers": layers}, "registered_name": None,
              "compile_config": {"optimizer": "rmsprop", "loss": "mse", "metrics": ["accuracy"]}}
    with zipfile.ZipFile(path(name), "w") as file:
        file.writestr(zipfile.ZipInfo("metadata.json", EPOCH), json.dumps({"keras_version": "3.8.0", "date_saved": "2026-01-01@00:00:00"}))
        file.writestr(zipfile.ZipInfo("config.json", EPOCH), json.dumps(config))
        with open(weights, "rb") as content:
            file.writestr(zipfile.ZipInfo("model.weights.h5", EPOCH), content.read())
    os.remove(weights)


def linked(name, version, links):
    with h5py.File(path(name), "w", libver=version) as file:
        for i in range(links):
            file[f"same{i}"] = h5py.SoftLink("/kernel")
        file["kernel"] = np.arange(4, dtype="f4")
        file["other"] = h5py.ExternalLink("../other.h5", "/kernel")


dense = [old_dense("dense"), old_dense("lambda"), old_dense("exec", "softmax")]
old_model("pass.h5", dense)
old_model("pass.latest.h5", [old_dense(f"dense_{i}") for i in range(12)], version="latest", order=True, more=12)
old_model("pass.user-block.h5", dense, block=512)
old_model("fail.lambda.h5", dense + [old_lambda()])
old_model("fail.lambda.dense-attributes.h5", dense + [old_lambda()], version="latest", more=12)
old_model("fail.lambda.long-attribute.h5", [old_dense(f"dense_{i}") for i in range(12)] + [old_lambda()], version="latest", more=12, fixed=True)
old_model("fail.lambda.user-block.h5", dense + [old_lambda()], version="latest", block=1024)
linked("fail.external-link.h5", None, 2)
linked("fail.external-link.dense.h5", "latest", 40)
with h5py.File(path("fail.external-storage.h5"), "w") as file:
    file.create_dataset("kernel", (10,), dtype="u1", external=[("/etc/hostname", 0, 10)])
with h5py.File(path("fail.virtual-dataset.h5"), "w", libver="latest") as file:
    layout = h5py.VirtualLayout(shape=(2, 4), dtype="f4")
    layout[0] = h5py.VirtualSource(".", "kernel", shape=(4,))
    layout[1, 1:3] = h5py.VirtualSource("../other.h5", "kernel", shape=(4,))[0:2]
    file.create_virtual_dataset("both", layout)
archive("pass.keras", [new_dense("dense"), new_dense("lambda")])
archive("fail.lambda.keras", [new_dense("dense"), {"module": "keras.layers", "class_name": "Lambda", "config": {
    "name": "scale", "function": {"class_name": "__lambda__", "config": {"code": code(), "defaults": None, "closure": None}}}, "registered_name": None}])
archive("fail.function.keras", [new_dense("dense"), {"module": "keras.layers", "class_name": "Activation", "config": {
    "name": "act", "activation": {"module": "os", "class_name": "function", "config": "getcwd", "registered_name": "getcwd"}}, "registered_name": None}])
archive("fail.vocabulary.keras", [{"module": "keras.layers", "class_name": "StringLookup", "config": {"name": "words", "vocabulary": "/etc/hostname"}, "registered_name": None}])
