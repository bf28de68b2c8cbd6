"""HDF5 files of h5py and PyTables: every honest kind of link, layout and attribute, and configurations as Keras keeps them."""
import io
import json
import zipfile

from kit import beside, clean, hostile, need

need("numpy", "h5py")
import h5py
import numpy as np

DENSE = {"class_name": "Dense", "config": {"name": "dense", "trainable": True, "units": 2, "activation": "relu", "use_bias": True, "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}}, "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": None}}
INPUT = {"class_name": "InputLayer", "config": {"batch_input_shape": [None, 3], "dtype": "float32", "sparse": False, "ragged": False, "name": "input"}}
SEQUENTIAL = {"class_name": "Sequential", "config": {"name": "sequential", "layers": [INPUT, DENSE, {"class_name": "Dropout", "config": {"name": "lambda", "rate": 0.5}}]}}
TRAINING = {"loss": "mse", "metrics": [[{"class_name": "MeanMetricWrapper", "config": {"name": "accuracy", "dtype": "float32", "fn": "binary_accuracy"}}]], "optimizer_config": {"class_name": "Adam", "config": {"name": "Adam", "learning_rate": 0.001}}}


def keras(file, configuration, training=TRAINING):
    file.attrs["keras_version"] = "2.11.0"
    file.attrs["backend"] = "tensorflow"
    file.attrs["model_config"] = json.dumps(configuration)
    if training is not None:
        file.attrs["training_config"] = json.dumps(training)
    weights = file.create_group("model_weights")
    weights.attrs["layer_names"] = np.array([b"input", b"dense", b"lambda"])
    weights.attrs["backend"] = "tensorflow"
    dense = weights.create_group("dense")
    dense.attrs["weight_names"] = np.array([b"dense/kernel:0", b"dense/bias:0"])
    dense.create_dataset("dense/kernel:0", data=np.ones((3, 2), dtype="f4"))
    dense.create_dataset("dense/bias:0", data=np.zeros(2, dtype="f4"))
    optimizer = file.create_group("optimizer_weights")
    optimizer.create_dataset("Adam/iter:0", data=np.int64(3))


LAYERS = ["Conv2D", "MaxPooling2D", "Flatten", "BatchNormalization", "LSTM", "GRU", "Embedding", "Dropout", "GlobalAveragePooling2D", "Activation", "Reshape", "Concatenate", "Add", "LayerNormalization", "Bidirectional"]
VERSIONS = {"earliest": ("earliest", "v108"), "v108": ("v108", "v108"), "v110": ("v110", "v110"), "latest": ("latest", "latest")}
for name, versions in VERSIONS.items():
    with h5py.File(clean(f"keras-{name}.h5"), "w", libver=versions) as file:
        keras(file, SEQUENTIAL)
    with h5py.File(clean(f"keras-weights-{name}.h5"), "w", libver=versions) as file:
        file.attrs["layer_names"] = np.array([b"dense"])
        file.create_group("dense").create_dataset("kernel:0", data=np.ones((3, 2)))
    with h5py.File(clean(f"layouts-{name}.h5"), "w", libver=versions) as file:
        file.create_dataset("contiguous", data=np.arange(1000.0))
        file.create_dataset("chunked", data=np.arange(10000).reshape(100, 100), chunks=(10, 10))
        file.create_dataset("gzip", data=np.arange(10000), compression="gzip", shuffle=True, fletcher32=True)
        file.create_dataset("lzf", data=np.arange(10000), compression="lzf")
        file.create_dataset("scaled", data=np.arange(100), scaleoffset=0, chunks=(10,))
        file.create_dataset("growing", shape=(3, 4), maxshape=(None, 4), dtype="f8")
        file.create_dataset("growing-both", shape=(3, 4), maxshape=(None, None), chunks=(2, 2), dtype="f8")
        file.create_dataset("scalar", data=3.5)
        file.create_dataset("empty", data=h5py.Empty("f4"))
        file.create_dataset("text", data="hello")
        file.create_dataset("texts", data=["a", "bb", "import os"], dtype=h5py.string_dtype())
        file.create_dataset("fixed", data=np.array([b"ab", b"cd"]))
        file.create_dataset("compound", data=np.zeros(3, dtype=[("a", "i4"), ("b", "f8", (2,))]))
        file.create_dataset("enum", data=[0, 1], dtype=h5py.enum_dtype({"NO": 0, "YES": 1}))
        file.create_dataset("ragged", shape=(2,), dtype=h5py.vlen_dtype("i4"))
        file.create_dataset("unwritten", shape=(1000, 1000), dtype="f8")
        file.create_dataset("complex", data=np.array([1j]))
        file.create_dataset("half", data=np.ones(3, dtype="f2"))
        file.create_dataset("big", data=np.ones(3, dtype=">i8"))
        file.create_dataset("compact-like", data=np.ones(2))
        file.create_dataset("references", data=[file["scalar"].ref], dtype=h5py.ref_dtype)
    with h5py.File(clean(f"links-{name}.h5"), "w", libver=versions) as file:
        group = file.create_group("a/b/c")
        group["x"] = np.ones(3)
        file["soft"] = h5py.SoftLink("/a/b/c/x")
        file["dangling"] = h5py.SoftLink("/nowhere")
        file["hard"] = group["x"]
        file["type"] = np.dtype("f8")
        file["loop"] = file["a"]
        for i in range(200):
            file.create_group(f"many/group {i}")
    with h5py.File(clean(f"attributes-{name}.h5"), "w", libver=versions) as file:
        file.attrs["compact"] = "x"
        for i in range(40):
            file.attrs[f"attribute {i}"] = i
        file.attrs["text"] = "os.system('id')"
        file.attrs["texts"] = ["a", "b"]
        file.attrs["array"] = np.ones((3, 3))
        file.attrs["long"] = "x" * 40_000
        file.attrs["empty"] = h5py.Empty("f4")
        if name in ("v110", "latest"):
            file.attrs["large"] = np.ones(20_000)

for track in False, True:
    with h5py.File(clean(f"ordered-{track}.h5"), "w", track_order=track) as file:
        for i in range(20):
            file[f"z{20 - i}"] = i
for layer in LAYERS:
    with h5py.File(clean(f"layer-{layer}.h5"), "w") as file:
        keras(file, {"class_name": "Sequential", "config": {"name": "s", "layers": [INPUT, {"class_name": layer, "config": {"name": layer.lower(), "trainable": True}}]}}, None)
with h5py.File(clean("functional.hdf5"), "w") as file:
    keras(file, {"class_name": "Functional", "config": {"name": "model", "layers": [{**INPUT, "name": "input", "inbound_nodes": []}, {**DENSE, "name": "dense", "inbound_nodes": [[["input", 0, 0, {}]]]}], "input_layers": [["input", 0, 0]], "output_layers": [["dense", 0, 0]]}})
with h5py.File(clean("user-block.h5"), "w", userblock_size=512) as file:
    keras(file, SEQUENTIAL)
with h5py.File(clean("paged.h5"), "w", fs_strategy="page", fs_page_size=4096, fs_persist=True) as file:
    file["x"] = np.ones(100)
with h5py.File(clean("virtual.h5"), "w", libver="latest") as file:
    file["source"] = np.arange(10)
    layout = h5py.VirtualLayout(shape=(10,), dtype="i8")
    layout[:] = h5py.VirtualSource(".", "source", shape=(10,))
    file.create_virtual_dataset("view", layout)
with h5py.File(clean("deleted.h5"), "w") as file:
    file["x"] = np.ones(1000)
    del file["x"]
    file["y"] = np.ones(10)
with h5py.File(clean("scales.h5"), "w") as file:
    file["x"] = np.ones(3)
    file["axis"] = np.arange(3)
    file["axis"].make_scale("axis")
    file["x"].dims[0].attach_scale(file["axis"])
try:
    import tables

    with tables.open_file(beside("tables.h5"), "w") as file:
        file.create_array("/", "a", np.arange(10))
        file.create_carray("/", "c", obj=np.ones((10, 10)), filters=tables.Filters(5, "zlib"))
        file.create_table("/", "t", description=np.dtype([("a", "i4"), ("b", "S5")])).flush()
        file.create_earray("/", "e", obj=np.arange(3)).append(np.arange(4))
    clean("tables.h5")
    import pandas as pd

    pd.DataFrame({"a": [1.0, 2.0], "b": [3, 4]}).to_hdf(beside("frame.h5"), "frame", mode="w")
    clean("frame.h5")
except ImportError:
    pass

for name, versions in VERSIONS.items():
    with h5py.File(hostile(f"lambda-{name}.h5"), "w", libver=versions) as file:
        keras(file, {"class_name": "Sequential", "config": {"name": "s", "layers": [INPUT, {"class_name": "Lambda", "config": {"name": "l", "function": ["4wEAAAAAAAAAAQAAAAAAAAA=\n", None, None], "function_type": "lambda", "module": "__main__"}}]}})
    with h5py.File(hostile(f"external-link-{name}.h5"), "w", libver=versions) as file:
        keras(file, SEQUENTIAL)
        file["model_weights/outside"] = h5py.ExternalLink("/etc/passwd", "/")
    with h5py.File(hostile(f"external-storage-{name}.h5"), "w", libver=versions) as file:
        keras(file, SEQUENTIAL)
        file.create_dataset("outside", shape=(10,), dtype="u1", external=[("/etc/passwd", 0, 10)])
for version in "v110", "latest":
    with h5py.File(hostile(f"virtual-outside-{version}.h5"), "w", libver=(version, version)) as file:
        layout = h5py.VirtualLayout(shape=(10,), dtype="u1")
        layout[:] = h5py.VirtualSource("/etc/other.h5", "x", shape=(10,))
        file.create_virtual_dataset("view", layout)
with h5py.File(hostile("function-reference.h5"), "w") as file:
    keras(file, {"class_name": "Sequential", "config": {"name": "s", "layers": [INPUT, {**DENSE, "config": {**DENSE["config"], "activation": {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"}}}]}})


def layer(kind, **config):
    return {"module": "keras.layers", "class_name": kind, "config": {"name": kind.lower(), "trainable": True, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}, **config}, "registered_name": None, "build_config": {"input_shape": [None, 3]}}


def initialiser(kind):
    return {"module": "keras.initializers", "class_name": kind, "config": {}, "registered_name": None}


def archive(path, layers, weights):
    """A Keras 3 archive as its pages describe it, with weights that h5py writes."""
    model = {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": True, "layers": layers, "build_input_shape": [None, 3]}, "registered_name": None, "build_config": {"input_shape": [None, 3]},
             "compile_config": {"optimizer": {"module": "keras.optimizers", "class_name": "Adam", "config": {"name": "adam", "learning_rate": 0.001}, "registered_name": None}, "loss": "mse", "metrics": ["accuracy"], "loss_weights": None, "jit_compile": True}}
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        for index, shape in enumerate(weights):
            file.create_dataset(f"layers/dense_{index}/vars/0", data=np.ones(shape, dtype="f4"))
        file.create_group("optimizer/vars")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("metadata.json", json.dumps({"keras_version": "3.5.0", "date_saved": "2024-09-01@10:00:00"}))
        packed.writestr("config.json", json.dumps(model))
        packed.writestr("model.weights.h5", content.getvalue())


START = layer("InputLayer", batch_shape=[None, 3])
DENSE_3 = layer("Dense", units=2, activation="relu", use_bias=True, kernel_initializer=initialiser("GlorotUniform"), bias_initializer=initialiser("Zeros"), kernel_regularizer=None)
for kind in LAYERS:
    archive(clean(f"archive-{kind}.keras"), [START, DENSE_3, layer(kind)], [(3, 2), (2,)])
archive(clean("archive-large.keras"), [START] + [DENSE_3] * 20, [(64, 64)] * 20)
archive(hostile("archive-lambda.keras"), [START, layer("Lambda", function={"class_name": "__lambda__", "config": {"code": "4wEAAAAAAAAAAQAAAAAAAAA=\n", "defaults": None, "closure": None}})], [(3, 2)])
archive(hostile("archive-reference.keras"), [START, layer("Dense", units=2, activation={"module": "os", "class_name": "function", "config": "getcwd", "registered_name": "getcwd"})], [(3, 2)])
