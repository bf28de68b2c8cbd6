using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Judges the values of a configuration, in whatever language it is written: code that a loader fetches or calls by name, places that it reads, templates.</summary>
internal sealed class ConfigurationJudge(string fileName, string? member, int depth, TextRole role, FactsBuilder facts)
{
    private const int MostHazards = 100;
    private const int MostPacked = 64;
    private const int LongestShown = 200;

    // Keys of tools under which commands stand that are run as they are.
    private static readonly string[] CommandKeys = ["cmd", "command", "commands", "run", "script", "scripts", "entrypoint", "Entrypoint", "Cmd", "created_by", "setup_script", "postinstall", "preinstall", "install", "prepare", "args", "code", "exec"];
    private static readonly string[] PackageKeys = ["dependencies", "pip", "channels", "requires", "packages", "index_url", "extra_index_url", "requirements", "install_requires", "pip_requirements"];

    // Parts of a model of MLflow, which lie in its folder.
    private static readonly string[] PartKeys = ["data", "code", "model_path", "pickled_model", "model_data", "model_code_path"];

    private readonly TargetJudge _targets = new();
    private int _hazards;
    private readonly List<(string Place, string Value)> _inputs = [];
    private bool _isWorkflow;
    private bool _trustsCode;
    private bool _hasCodeBeside;
    private int _packed;

    /// <summary>Whether any key was met that only configurations of models have.</summary>
    internal bool IsModelConfiguration { get; private set; }

    /// <summary>Takes a text.</summary>
    internal void Take(ConfigurationPath path, string value)
    {
        var key = path.Key;
        TakeText(path, value);
        if (_inputs.Count < MostHazards && (path.IsBelow("inputs") || path.IsBelow("widgets_values") || key == "widgets_values") && IsElsewhere(value)) _inputs.Add((path.ToString(), value));
        if (key == "chat_template" || (path.IsBelow("chat_template") && key != "name"))
        {
            TemplateReader.Judge(value, member, path.ToString(), facts);
        }
        else if (key is "instruction_template" or "custom_chat_template" or "chat_template_jinja")
        {
            TemplateReader.Judge(value, member, path.ToString(), facts);
        }
        else if (path.IsBelow("auto_map")) TakeCode(path, value, "auto_map");
        else if (path.IsBelow("custom_pipelines"))
        {
            if (key == "impl") TakeCode(path, value, "custom_pipelines");
        }
        else if (path.IsBelow("weight_map")) TakeShard(path, value);
        else if (key is "_target_" or "target" or "class_path" or "loader_module") TakeTarget(path, value, isCertain: key[0] == '_' || key == "loader_module");
        else if (key == "type" && fileName == "modules.json") TakeTarget(path, value, isCertain: true);
        else if (key == "custom_pipeline") TakeCode(path, value, key);
        else if (path is { IsInList: true, Index: 0, Depth: 2 } && fileName == "model_index.json") TakeLibrary(path, value);
        else if (key == "_class_name" && path.IsInList && path.Index == 0) TakeLibrary(path, value);
        else if ((key is "_class_name" || key.EndsWith("_class", StringComparison.Ordinal)) && value.Contains("--", StringComparison.Ordinal) && value.Contains('/', StringComparison.Ordinal)) TakeCode(path, value, key);
        else if (key == "custom_generate" && value.Contains('/', StringComparison.Ordinal)) TakeCode(path, value, key);
        else if (key == "parent_library" && path.IsBelow("auto_mapping")) TakeLibrary(path, value);
        else if (key == "path" && fileName == "modules.json") TakeModule(path, value);
        else if (key.StartsWith("py/", StringComparison.Ordinal)) TakeObject(path, value);
        else if (key is "urls" or "Layers" or "org.opencontainers.image.title" || (key == "path" && path.IsBelow("itemInfoEntries")) || (key == "path" && (fileName == "Kitfile" || fileName.EndsWith(".dvc", StringComparison.Ordinal)))) TakePart(path, value);
        else if (key.StartsWith('@')) TakeTarget(path, value, isCertain: false);
        else if (fileName == "MLmodel" && (PartKeys.Contains(key) || (key == "path" && path.IsBelow("artifacts")))) TakePart(path, value);
        else if (key.EndsWith("_file", StringComparison.Ordinal) || key.EndsWith("_path", StringComparison.Ordinal)) TakePlace(path, value);
    }

    /// <summary>Judges a text for what it is itself: packed content, code, a command, the address of a package.</summary>
    private void TakeText(ConfigurationPath path, string value)
    {
        if (_packed < MostPacked && TextValueJudge.Packed(value) is { } packed)
        {
            Unpack(path, packed);
            return;
        }

        if (role == TextRole.Other && !IsModelConfiguration && !CommandKeys.Contains(path.Key)) return;
        if (IsProse(path.Key)) return;
        if (TextValueJudge.Program(value, facts.Token) is { } program)
            Add(HazardEffect.ExecuteLater, "program", path.Key, $"'{path.Key}' {program.Detail}; whoever evaluates or runs the value runs it.", path.ToString(), value);
        else if (value.Length > 1 && (path.IsInList || path.Key.Contains("index", StringComparison.Ordinal)) && Array.Exists(PackageKeys, k => path.Key == k || path.IsBelow(k)) && (value.Contains("://", StringComparison.Ordinal) || value.StartsWith('-')) && PackageJudge.Judge(path.Key.Contains("index", StringComparison.Ordinal) || path.Key == "channels" ? "--index-url " + value : value) is { } judged)
            Add(judged.Effect, "package", judged.Subject, judged.Detail, path.ToString(), value);
    }

    /// <summary>Takes bytes that are written as a list of numbers.</summary>
    internal void Take(ConfigurationPath path, byte[] bytes)
    {
        if (_packed >= MostPacked || bytes.Length < TextValueJudge.ShortestPacked || TextValueJudge.Known(bytes) is null) return;
        // Small numbers may begin like a pickle or like packed data by chance: the one counts when it calls something, the other not at all.
        if (bytes[0] == 0x80 && !facts.AddHiddenPickles(new MemorySource(bytes), 0, ContentReader.Inside(member, path.ToString()))) return;
        if (bytes[0] == 0x80) facts.Examine(ModelAspect.RemoteCode);
        else if (bytes[0] != 0x78) Unpack(path, bytes);
    }

    private void Unpack(ConfigurationPath path, byte[] content)
    {
        _packed++;
        facts.Examine(ModelAspect.RemoteCode);
        var place = ContentReader.Inside(member, path.ToString());
        using var source = new MemorySource(content);
        ContentReader.Read(source, place, place, depth + 1, facts);
    }

    /// <summary>Whether what stands under a key is written for people, who write about code, too.</summary>
    internal static bool IsProse(string key) => key.Contains("template", StringComparison.Ordinal) || key is "description" or "prompt" or "text" or "content" or "license" or "comment";

    /// <summary>Takes a truth value.</summary>
    internal void Take(ConfigurationPath path, bool value)
    {
        if (value && path.Key == "trust_remote_code") _trustsCode = true;
    }

    /// <summary>Notes a key.</summary>
    internal void TakeKey(ConfigurationPath path)
    {
        _isWorkflow |= path.Key is "class_type" or "widgets_values";
        IsModelConfiguration |= path.Key is "auto_map" or "custom_pipelines" or "weight_map" or "_target_" or "chat_template" or "trust_remote_code"
        or "model_type" or "architectures" or "transformers_version" or "_diffusers_version" or "_name_or_path" or "tokenizer_class" or "processor_class" or "peft_type" or "loader_module" or "class_type" or "widgets_values" || path.Key.StartsWith("py/", StringComparison.Ordinal);
    }

    /// <summary>Whether a text is a path that leaves the folder by its parents or leads to files of the system; texts of prompts are none.</summary>
    private static bool IsElsewhere(string value) => value.Length < LongestShown && !value.Contains(' ', StringComparison.Ordinal) && (FileTargets.Of(value) == FileTarget.Above || FileTargets.IsOfSystem(value));

    /// <summary>Judges what only the whole file shows.</summary>
    internal void Complete()
    {
        foreach (var (place, value) in _isWorkflow ? _inputs : [])
            Add(HazardEffect.ReadFile, "workflow-place", ShortText.Of(value), $"A node of the workflow takes '{ShortText.Of(value)}', which is outside of the folders of the program: whoever runs the workflow reads or writes it.", place, value);
        if (!_trustsCode) return;
        if (_hasCodeBeside)
            Add(HazardEffect.ExecuteLater, "trust", "trust_remote_code", "The configuration names code beside the weights and asks the loader to trust it: loading the model runs that code.", "trust_remote_code", null);
        else
            Add(role == TextRole.Configuration ? HazardEffect.Opaque : HazardEffect.Note, "trust", "trust_remote_code", "The configuration asks the loader to trust code from wherever the model comes.", "trust_remote_code", null);
    }

    private void TakeCode(ConfigurationPath path, string value, string field)
    {
        if (value.Length == 0) return;
        if (value.Contains("--", StringComparison.Ordinal) || value.Contains("://", StringComparison.Ordinal) || (field == "custom_pipeline" && value.Contains('/', StringComparison.Ordinal)))
        {
            Add(HazardEffect.ExecuteLater, "code-elsewhere", path.Key, $"'{field}' names code of another repository, '{ShortText.Of(value)}': a loader that trusts remote code fetches and runs whatever stands there then.", path.ToString(), value);
        }
        else if (value.Contains('/', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal) || value.Contains("..", StringComparison.Ordinal))
        {
            Add(HazardEffect.ExecuteLater, "code-outside", path.Key, $"'{field}' names code by a path, '{ShortText.Of(value)}', where only a file of the model belongs: a loader that trusts remote code runs it.", path.ToString(), value);
        }
        else
        {
            _hasCodeBeside = true;
            if (_targets.Judge(value, isCertain: true) is { Effect: not HazardEffect.Opaque } dangerous)
            {
                Add(HazardEffect.ExecuteLater, "code-beside", path.Key, $"'{field}' names '{ShortText.Of(value)}' for the loader to make: it {dangerous.Gain}.", path.ToString(), value);
                return;
            }

            Add(HazardEffect.Opaque, "code-beside", path.Key, $"'{field}' names the code '{ShortText.Of(value)}' beside the weights, which a loader that trusts remote code runs; read that file before.", path.ToString(), value);
        }
    }

    private void TakeTarget(ConfigurationPath path, string value, bool isCertain)
    {
        // MLflow's own modules load pickles; the configuration only says which kind of model lies beside it.
        if (path.Key == "loader_module" && TargetJudge.IsFramework(value)) return;
        var name = value.Trim().Replace(':', '.');
        if (isCertain) facts.AddName(ModelAspect.RemoteCode, name, member, path.ToString());
        if (_targets.Judge(value, isCertain) is { } judged)
            Add(judged.Effect, "target", ShortText.Of(value), $"'{path.Key}' names '{ShortText.Of(value)}' for the loader to call: it {judged.Gain}.", path.ToString(), value, name);
    }

    private void TakeLibrary(ConfigurationPath path, string value)
    {
        if (TargetJudge.IsFramework(value) || value is "stable_diffusion" or "null" or "") return;
        if (LocationJudge.LeavesFolder(value) || value.Contains('/', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal))
        {
            Add(HazardEffect.ExecuteLater, "library", ShortText.Of(value), $"A component is loaded from '{ShortText.Of(value)}', a path where the name of a library belongs: the loader imports what stands there.", path.ToString(), value);
            return;
        }

        var isDangerous = _targets.Judge(value, isCertain: true) is { Effect: not HazardEffect.Opaque };
        facts.AddName(ModelAspect.RemoteCode, value, member, path.ToString());
        Add(
            isDangerous ? HazardEffect.ExecuteLater : HazardEffect.Opaque,
            "library",
            ShortText.Of(value),
            $"A component is loaded from '{ShortText.Of(value)}', which is none of the libraries that pipelines are made of: the loader imports it as a module.",
            path.ToString(),
            value,
            value);
    }

    /// <summary>The folder of a module of a sentence model.</summary>
    private void TakeModule(ConfigurationPath path, string value)
    {
        if (LocationJudge.LeavesFolder(value)) Add(HazardEffect.ReadFile, "module-outside", ShortText.Of(value), $"A module is loaded from '{ShortText.Of(value)}', which is outside of the model's folder.", path.ToString(), value);
    }

    /// <summary>A part of an image or package: layers that are fetched from elsewhere, titles under which they are written.</summary>
    private void TakePart(ConfigurationPath path, string value)
    {
        if (path.Key == "urls" && !path.IsBelow("layers") && !path.IsBelow("manifests")) return;
        if (!LocationJudge.LeavesFolder(value)) return;
        var isAddress = LocationJudge.IsAddress(value);
        Add(
            isAddress ? HazardEffect.Network : path.Key == "org.opencontainers.image.title" ? HazardEffect.WriteFile : HazardEffect.ReadFile,
            "part-outside",
            path.Key,
            $"'{path.Key}' names '{ShortText.Of(value)}' as a part, {(isAddress ? "which is fetched from elsewhere" : "which is outside of the folder")}.",
            path.ToString(),
            value);
    }

    /// <summary>Tags by which jsonpickle restores objects of any class.</summary>
    private void TakeObject(ConfigurationPath path, string value)
    {
        if (path.Key == "py/repr") Add(HazardEffect.Execute, "json-object", path.Key, $"jsonpickle evaluates '{ShortText.Of(value)}' as code.", path.ToString(), value);
        else if (_targets.Judge(value, isCertain: true) is { Effect: not HazardEffect.Opaque } judged) Add(judged.Effect, "json-object", ShortText.Of(value), $"jsonpickle restores '{ShortText.Of(value)}': it {judged.Gain}.", path.ToString(), value);
    }

    private void TakeShard(ConfigurationPath path, string value)
    {
        if (LocationJudge.LeavesFolder(value))
            Add(LocationJudge.IsAddress(value) ? HazardEffect.Network : HazardEffect.ReadFile, "shard-outside", ShortText.Of(value), $"The index names '{ShortText.Of(value)}' as a part of the weights, which is outside of the model's folder.", path.ToString(), value);
    }

    private void TakePlace(ConfigurationPath path, string value)
    {
        // Recipes that people write fetch their data by such keys; a configuration that lies with a model has no use for them.
        if (role == TextRole.Settings && (value.StartsWith("https://", StringComparison.Ordinal) || value.StartsWith("//", StringComparison.Ordinal))) return;
        if (LocationJudge.Judge(value) is { } judged) Add(judged.Effect, "place", path.Key, $"'{path.Key}' is '{ShortText.Of(value)}', where the name of a model or file is expected: {judged.Gain}.", path.ToString(), value);
    }

    internal void Add(HazardEffect effect, string rule, string subject, string detail, string location, string? evidence, string? import = null)
    {
        if (_hazards++ >= MostHazards) return;
        facts.Examine(ModelAspect.RemoteCode);
        facts.Add(new ModelHazard(ModelAspect.RemoteCode, effect, "remote:" + rule, subject, detail, member, null, location, evidence is null ? null : ShortText.Of(evidence), import));
    }
}
