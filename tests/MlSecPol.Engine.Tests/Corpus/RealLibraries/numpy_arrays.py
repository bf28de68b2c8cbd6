"""Arrays, archives and pickles as NumPy writes them."""
import datetime
import os
import pickle

from kit import PROTOCOLS, beside, clean, hostile, need

need("numpy")
import numpy as np


class Call:
    def __reduce__(self):
        return os.getcwd, ()


generator = np.random.default_rng(7)
ARRAYS = {
    "empty": np.zeros((0, 3)),
    "scalar": np.array(1.5),
    "fortran": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "big-endian": np.arange(5, dtype=">i4"),
    "strided": np.arange(20)[::3],
    "texts": np.array(["a", "long text", "ü"]),
    "byte-texts": np.array([b"a", b"MZ\x90"]),
    "datetimes": np.array(["2020-01-01", "NaT"], dtype="M8[ns]"),
    "durations": np.array([1, 2], dtype="m8[s]"),
    "structured": np.array([(1, 2.0, "x")], dtype=[("a", "<i4"), ("b", "<f8"), ("c", "U5")]),
    "structured-nested": np.zeros(2, dtype=[("p", [("x", "f4"), ("y", "f4")]), ("m", "f8", (2, 2))]),
    "structured-aligned": np.zeros(2, dtype=np.dtype([("a", "i1"), ("b", "f8")], align=True)),
    "void": np.zeros(3, dtype="V7"),
    "zeros": np.zeros(100_000),
    "random": generator.standard_normal(1000),
    "magic-like": np.frombuffer((b"MZ\x90\x00\x7fELFPK\x03\x04\x80\x04\x95cos\nsystem\n" * 8)[:256], dtype="u1"),
}
for name in "?bBhHiIlLqQefdgFDG":
    ARRAYS[f"type-{ord(name)}"] = np.ones((2, 2), dtype=name)

for name, array in ARRAYS.items():
    np.save(clean(f"{name}.npy"), array)
    for protocol in PROTOCOLS:
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            pickle.dump(array, file, protocol)

OBJECT_ARRAYS = {
    "dicts": np.array([{"a": 1}, {"b": [1, 2]}], dtype=object),
    "ragged": np.array([[1, 2], [3]], dtype=object),
    "mixed": np.array([None, "x", 1.5, datetime.date(2020, 1, 1), np.float64(2), np.arange(3)], dtype=object),
    "one": np.array({"accuracy": 0.9, "history": [1, 2]}, dtype=object),
    "structured-objects": np.array([(1, "x")], dtype=[("a", "i4"), ("o", "O")]),
}
for name, array in OBJECT_ARRAYS.items():
    np.save(clean(f"{name}.npy"), array, allow_pickle=True)
    np.savez(clean(f"{name}.npz"), array, other=np.arange(3))
    array.dump(clean(f"{name}-dump.pkl"))

for version in (1, 0), (2, 0), (3, 0):
    with open(clean(f"version-{version[0]}.npy"), "wb") as file:
        np.lib.format.write_array(file, np.arange(5), version=version)

np.savez(clean("plain.npz"), **{k.replace("-", "_"): v for k, v in ARRAYS.items()})
np.savez_compressed(clean("packed.npz"), **{k.replace("-", "_"): v for k, v in ARRAYS.items()})
np.savez(clean("positional.npz"), np.arange(3), np.arange(4.0))
np.savez(clean("empty.npz"))
mapped = np.lib.format.open_memmap(clean("mapped.npy"), mode="w+", dtype="f4", shape=(10, 10))
mapped[:] = 1
mapped.flush()
raw = np.memmap(beside("raw.bin"), mode="w+", dtype="f4", shape=(3,))

with open(clean("two-in-one.npy"), "wb") as file:
    np.save(file, np.arange(3))
    np.save(file, np.arange(4))

OBJECTS = {
    "scalars": [np.float32(1), np.int64(2), np.bool_(True), np.complex64(1j), np.str_("x"), np.bytes_(b"y"), np.datetime64("2020-01-01"), np.timedelta64(1, "D"), np.float16(1), np.longdouble(1)],
    "dtypes": [np.dtype("f4"), np.dtype([("a", "i4")]), np.dtype("O"), np.dtype(">U3"), np.dtype(("f4", (2,)))],
    "types": [np.float32, np.int64, np.ndarray, np.bool_, np.generic],
    "functions": [np.mean, np.sum, np.exp, np.maximum, np.argmax],
    "legacy-state": np.random.RandomState(3),
    "legacy-tuple": np.random.RandomState(3).get_state(),
    "generator": generator,
    "generators": [np.random.Generator(kind(5)) for kind in (np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64)],
    "bit-generators": [kind(5) for kind in (np.random.PCG64, np.random.MT19937, np.random.Philox, np.random.SFC64, np.random.PCG64DXSM)],
    "seed": np.random.SeedSequence(5),
    "masked": np.ma.masked_array([1, 2, 3], mask=[0, 1, 0]),
    "matrix": np.matrix([[1, 2]]),
    "records": np.rec.array([(1, "x")], dtype=[("a", "i4"), ("b", "U2")]),
    "characters": np.char.array(["a", "b"]),
    "polynomial": [np.polynomial.Polynomial([1, 2]), np.poly1d([1, 2]), np.polynomial.Chebyshev([1])],
    "state-dict": {"weights": [generator.random((3, 4)) for _ in range(5)], "epoch": np.int64(3)},
    "vectorised-ufunc": np.add,
    "shared": (lambda a: [a, a, a[1:]])(np.arange(5)),
}
for name, value in OBJECTS.items():
    for protocol in PROTOCOLS:
        try:
            content = pickle.dumps(value, protocol)
        except Exception:
            continue
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            file.write(content)

np.save(hostile("object.npy"), np.array([Call()], dtype=object), allow_pickle=True)
np.save(hostile("structured-object.npy"), np.array([(1, Call())], dtype=[("a", "i4"), ("o", "O")]), allow_pickle=True)
np.savez(hostile("object.npz"), fine=np.arange(3), bad=np.array([Call()], dtype=object))
np.savez_compressed(hostile("object-packed.npz"), fine=np.arange(3), bad=np.array([Call()], dtype=object))
np.array([Call()], dtype=object).dump(hostile("object-dump.pkl"))
