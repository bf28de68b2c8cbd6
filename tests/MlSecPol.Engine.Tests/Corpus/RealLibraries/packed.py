"""Parameters in MessagePack, and models inside of archives and compressed streams."""
import bz2
import gzip
import io
import json
import lzma
import os
import pickle
import shutil
import subprocess
import tarfile
import zipfile
import zlib

from kit import beside, clean, hostile, need, write

need("numpy", "msgpack", "zstandard", "lz4.frame")
import lz4.frame
import msgpack
import numpy as np
import zstandard


class Call:
    def __reduce__(self):
        return os.getcwd, ()


def flax(array):
    return msgpack.ExtType(1, msgpack.packb((array.shape, array.dtype.name, array.tobytes())))


TREES = {
    "flax": {"params": {"dense": {"kernel": flax(np.ones((3, 2), dtype="f4")), "bias": flax(np.zeros(2, dtype="f4"))}}, "step": 3},
    "flax-scalar": {"step": msgpack.ExtType(3, msgpack.packb(((), "float32", np.float32(1).tobytes()))), "c": msgpack.ExtType(2, msgpack.packb((1.0, 2.0)))},
    "plain": {"a": [1, -1, 2**40, 0.5, None, True, "x", b"y"], "text": "eval(os.system)"},
    "large": {str(i): {"w": flax(np.random.RandomState(i).rand(4, 4).astype("f4"))} for i in range(50)},
    "list": [flax(np.ones(2)), flax(np.ones(3))],
}
for name, tree in TREES.items():
    for suffix in ".msgpack", ".mpk":
        write(clean(name + suffix), msgpack.packb(tree, use_bin_type=True))

# The weights of a safetensors file, written as its page says.
header = json.dumps({"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}}).encode()
safe = len(header).to_bytes(8, "little") + header + np.ones((2, 2), dtype="f4").tobytes()
write(clean("plain.safetensors"), safe)
array = io.BytesIO()
np.save(array, np.arange(5))
GOOD = {"data.pkl": pickle.dumps({"w": np.ones(3)}), "weights.npy": array.getvalue(), "model.safetensors": safe, "config.json": b'{"hidden": 3}', "README.md": b"# Model\n\nDo not call os.system.\n"}
BAD = {**GOOD, "extra/state.pkl": pickle.dumps([Call()], 2)}

PACKERS = {
    "gz": gzip.compress,
    "gz-best": lambda data: gzip.compress(data, 9, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "xz-crc32": lambda data: lzma.compress(data, check=lzma.CHECK_CRC32, preset=1),
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zlib": zlib.compress,
    "zlib-stored": lambda data: zlib.compress(data, 0),
    "zst": zstandard.ZstdCompressor().compress,
    "zst-checked": zstandard.ZstdCompressor(level=19, write_checksum=True).compress,
    "zst-stream": lambda data: zstandard.ZstdCompressor(write_content_size=False).compress(data),
    "lz4": lz4.frame.compress,
    "lz4-linked": lambda data: lz4.frame.compress(data, block_linked=True, content_checksum=True, block_checksum=True, compression_level=9),
    "lz4-sizeless": lambda data: lz4.frame.compress(data, store_size=False),
}
for name, pack in PACKERS.items():
    write(clean(f"data.pkl.{name}"), pack(GOOD["data.pkl"]))
    write(clean(f"array.npy.{name}"), pack(GOOD["weights.npy"]))
    write(clean(f"safe.safetensors.{name}"), pack(safe))
    write(hostile(f"hostile.pkl.{name}"), pack(BAD["extra/state.pkl"]))


def tarred(members, **options):
    content = io.BytesIO()
    with tarfile.open(fileobj=content, **options) as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return content.getvalue()


def zipped(members, method, level=None, folder=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method, compresslevel=level) as archive:
        for name, data in members.items():
            archive.writestr(folder + name, data)
    return content.getvalue()


for keep, members, label in (clean, GOOD, "good"), (hostile, BAD, "bad"):
    for mode in "w", "w:gz", "w:bz2", "w:xz":
        for form, number in ("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT):
            write(keep(f"{label}-{form}.tar{mode[1:].replace(':', '.')}"), tarred(members, mode=mode, format=number))
    write(keep(f"{label}-long.tar"), tarred({**members, "folder/" * 30 + "x.json": b"{}"}, mode="w"))
    write(keep(f"{label}.tar.zst"), zstandard.ZstdCompressor().compress(tarred(members, mode="w")))
    for name, method in ("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED), ("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA):
        write(keep(f"{label}-{name}.zip"), zipped(members, method))
        write(keep(f"{label}-{name}-folder.zip"), zipped(members, method, folder="model/"))
    write(keep(f"{label}-nested.zip"), zipped({"inner.zip": zipped(members, zipfile.ZIP_DEFLATED), "a.txt": b"x"}, zipfile.ZIP_DEFLATED))
    streamed = io.BytesIO()
    with zipfile.ZipFile(type("Stream", (), {"write": lambda self, data: streamed.write(data), "flush": lambda self: None})(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    write(keep(f"{label}-streamed.zip"), streamed.getvalue())
    packer = shutil.which("7z") or shutil.which("7zz") or shutil.which("7zr")
    if packer:
        for name, data in members.items():
            write(beside(f"{label}/{name}"), data)
        for form, options in ("lzma2", []), ("lzma", ["-m0=lzma"]), ("bzip2", ["-m0=bzip2"]), ("stored", ["-mx=0"]), ("deflate", ["-m0=deflate"]), ("split-solid", ["-ms=off"]), ("filtered", ["-m0=bcj", "-m1=lzma2"]):
            target = beside(f"{label}-{form}.7z")
            if subprocess.run([packer, "a", "-bd", "-y", *options, target, "."], cwd=beside(f"{label}/."), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
                keep(f"{label}-{form}.7z")
