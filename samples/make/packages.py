"""Makes the fixtures of MS4.TorchScriptCode and MS4.EmbeddedCode: archives in the shapes that PyTorch and TorchServe write. Hostile ones are inert and never loaded.

Usage: python3 samples/make/packages.py   (from the repository root; standard library only)
"""

import io
import json
import pathlib
import struct
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "fixtures" / "models"
EMPTY = b"\x80\x02}."
WHEN = (2026, 1, 1, 0, 0, 0)

MODULE = '''class M(Module):
  __parameters__ = ["weight", ]
  __buffers__ = []
  weight : Tensor
  training : bool
  def forward(self: __torch__.M,
    x: Tensor) -> Tensor:
    weight = self.weight
    _0 = torch.format("not a call: torch.save({}, os.system)", 1)
%s    return torch.linear(x, weight)
'''


def archive(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in members:
            out.writestr(zipfile.ZipInfo(name, WHEN), content)
    return target.getvalue()


def script(line=""):
    return archive([
        ("m/data.pkl", EMPTY),
        ("m/code/__torch__.py", (MODULE % line).encode()),
        ("m/constants.pkl", b"\x80\x02)."),
        ("m/version", b"3\n"),
    ])


def exported(expression):
    graph = {"graph_module": {"graph": {"nodes": [{"target": "torch.ops.aten.add.Tensor", "inputs": []}], "sym_int_values": {"s0": {"as_expr": {"expr_str": expression}}}}}}
    return archive([("p/archive_format", b"pt2"), ("p/archive_version", b"0"), ("p/models/model.json", json.dumps(graph).encode())])


def served(handler, source=None):
    manifest = {"runtime": "python", "model": {"modelName": "m", "handler": handler, "serializedFile": "m.pt", "modelVersion": "1.0"}}
    members = [("MAR-INF/MANIFEST.json", json.dumps(manifest).encode()), ("m.pt", archive([("m/data.pkl", EMPTY)]))]
    if source:
        members.append((handler, source))
    return archive(members)


def tar(name, content):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as out:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        out.addfile(info, io.BytesIO(content))
    return target.getvalue()


def write(check, name, content):
    folder = ROOT / check
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


# The header of an ELF library and nothing that could run.
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHI", 3, 62, 1) + bytes(40)

write("MS4.TorchScriptCode", "pass.pt", script())
write("MS4.TorchScriptCode", "pass.pt2", exported("2*s0 + 1"))
write("MS4.TorchScriptCode", "fail-save.pt", script('    torch.save(x, "inert")\n'))
write("MS4.TorchScriptCode", "fail-expression.pt2", exported("__import__('os').getcwd()"))
write("MS4.EmbeddedCode", "pass.mar", served("image_classifier"))
write("MS4.EmbeddedCode", "pass.zip", archive([("model/data.json", b"{}"), ("model/net.py", b"import torch\n"), ("README.md", b"Never calls os.system.\n")]))
write("MS4.EmbeddedCode", "fail-handler.mar", served("handler.py", b"import os as o\no.system('echo inert')\n"))
write("MS4.EmbeddedCode", "fail-library.tar", tar("model/op.so", ELF))
