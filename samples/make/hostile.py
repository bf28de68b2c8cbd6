"""Makes samples/hostile: inert examples of known tricks, written opcode by opcode and never loaded; see samples/README.md.

Usage: python3 samples/make/hostile.py   (from the repository root; standard library only)
"""

import io
import json
import pathlib
import struct
import zipfile
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "hostile"
PAYLOAD = b"echo inert"


def unicode(text):
    return b"\x8c" + bytes([len(text)]) + text  # SHORT_BINUNICODE


def import_on_stack(module, name):
    return unicode(module) + unicode(name) + b"\x93"  # STACK_GLOBAL


def call_system(protocol=b"\x80\x02"):
    """PROTO, GLOBAL os system, BINUNICODE payload, TUPLE1, REDUCE, without the final STOP."""
    return protocol + b"cos\nsystem\nX" + struct.pack("<I", len(PAYLOAD)) + PAYLOAD + b"\x85R"


def framed(body):
    return b"\x80\x04\x95" + struct.pack("<Q", len(body)) + body


def write_zip(name, members):
    """Stored members with a fixed date, so that the file is the same on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for member, data in members:
            archive.writestr(zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0)), data)
    (FOLDER / name).write_bytes(buffer.getvalue())


def pickles():
    (FOLDER / "reduce-system.pkl").write_bytes(call_system() + b".")

    code = b"__import__('os').system('" + PAYLOAD + b"')"
    (FOLDER / "stack-global-eval.pkl").write_bytes(framed(import_on_stack(b"builtins", b"eval") + unicode(code) + b"\x85R."))

    # The call is popped again, a harmless dictionary is what a loader returns, and an invalid opcode ends the stream early.
    (FOLDER / "payload-then-broken.pkl").write_bytes(call_system() + b"0}\xffgarbage")


def array_files():
    # A compressed joblib stream; the payload hides in the state of an estimator-shaped dictionary.
    state = b"}(" + unicode(b"n_features_in_") + b"K\x04" + unicode(b"callback_") + import_on_stack(b"posix", b"system") + unicode(PAYLOAD) + b"\x85Ru."
    (FOLDER / "system-in-state.joblib").write_bytes(zlib.compress(framed(state), 6))

    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    header += b" " * (-(10 + len(header) + 1) % 64) + b"\n"
    (FOLDER / "object-array.npy").write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + call_system() + b".")


def checkpoints():
    write_zip("checkpoint-with-system.pt", [
        ("archive/data.pkl", call_system() + b"0}."),
        ("archive/version", b"3\n"),
    ])

    # The central directory calls the pickle a text file; the local header says data.pkl. Readers differ in whom they believe.
    write_zip("names-that-differ.pt", [
        ("archive/data.pkl", call_system() + b"0}."),
        ("archive/version", b"3\n"),
    ])
    file = FOLDER / "names-that-differ.pt"
    data = bytearray(file.read_bytes())
    central = data.rindex(b"archive/data.pkl")
    data[central:central + 16] = b"archive/note.txt"
    file.write_bytes(data)


def tensors():
    # Two tensors claim the same bytes.
    header = json.dumps({
        "first": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]},
        "second": {"dtype": "F32", "shape": [4], "data_offsets": [8, 24]},
    }).encode()
    header += b" " * (-len(header) % 8)
    (FOLDER / "overlapping-tensors.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes(24))


def main():
    FOLDER.mkdir(exist_ok=True)
    pickles()
    array_files()
    checkpoints()
    tensors()


if __name__ == "__main__":
    main()
