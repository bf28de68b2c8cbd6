using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Walks a configuration and judges every field at every depth: references, code, switches, paths and addresses.</summary>
internal sealed class KerasConfigurationJudge(FactsBuilder facts, KerasHazards hazards, string? member, int depth, bool isRevived = false)
{
    private const int LongestLocation = 400;

    private readonly KerasData _data = KerasData.Current;
    private readonly KerasReferenceJudge _references = new();
    private readonly HashSet<ConfigurationNode> _judgedCode = [];

    /// <summary>The object around a value: its name, whether only the loading program knows its class, and whether it stands for an operation.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Owner(string Name, bool IsCustom, bool IsOperation);

    internal void Judge(ConfigurationNode root) => Visit(root, string.Empty, new Owner(string.Empty, IsCustom: false, IsOperation: false), isCallable: false);

    private void Visit(ConfigurationNode node, string location, Owner owner, bool isCallable)
    {
        facts.Token.ThrowIfCancellationRequested();
        switch (node.Kind)
        {
            case ConfigurationKind.Object:
                VisitObject(node, location, owner, isCallable);
                break;
            case ConfigurationKind.Array:
                for (var i = 0; i < node.Items.Count; i++) Visit(node.Items[i], Below(location, $"[{i}]"), owner, isCallable);
                break;
            case ConfigurationKind.Text:
                VisitText(node, location, owner.Name, isCallable);
                break;
        }
    }

    private void VisitObject(ConfigurationNode node, string location, Owner owner, bool isCallable)
    {
        NoteRepeatedKeys(node, location, owner.Name);
        var className = node["class_name"]?.Text;
        if (className is not null)
        {
            var name = node["config"]?["name"]?.Text ?? node["name"]?.Text ?? (owner.Name.Length > 0 ? owner.Name : className);
            owner = new Owner(name, JudgeReference(node, className, location, name), IsOperation(className));
            isCallable = false;
        }

        foreach (var (key, value) in node.Members)
        {
            var below = Below(location, "." + key);
            if (key == "safe_mode" && value.Kind == ConfigurationKind.False)
                hazards.Add(HazardEffect.ExecuteLater, "keras:safe-mode-off", owner.Name, $"'{ShortText.Of(owner.Name)}' switches safe mode off for what it loads.", below, value.Offset);
            if (value.Kind == ConfigurationKind.Text) JudgeField(key, value, below, owner, hasClass: className is not null);
            Visit(value, below, owner, !owner.IsOperation && ((isCallable && className is null) || IsCallable(key)));
        }
    }

    /// <summary>Layers that stand for an operation of TensorFlow; their functions are names of operations.</summary>
    private static bool IsOperation(string className) => className is "TFOpLambda" or "SlicingOpLambda" or "ClassMethod" or "InstanceMethod" or "InstanceProperty" or "TensorFlowOpLayer";

    /// <returns>Whether the class is one that only the loading program knows.</returns>
    private bool JudgeReference(ConfigurationNode node, string className, string location, string subject)
    {
        var module = node["module"]?.Text;
        switch (className)
        {
            case "function":
                if (node["config"]?.Text is { } function) return Judge(module, function, node["registered_name"]?.Text, isFunction: true);
                return false;
            case "__lambda__":
                NoteCode(node, location, subject, "holds Python byte code that runs when the model is built or used");
                return false;
            case "__typespec__":
                if (node["spec_name"]?.Text is { } specification) return Judge(module, specification, node["registered_name"]?.Text, isFunction: false);
                return false;
            case "Lambda" when _references.IsOwn(module):
                JudgeLambda(node["config"], location, subject);
                break;
            case "TorchModuleWrapper":
                JudgeTorchModule(node["config"]?["module"], location, subject);
                break;
            case "KerasLayer" when (node["config"]?["handle"])?.Text is { } handle:
                JudgeHubLayer(handle, location, subject, node.Offset);
                break;
            case "TFSMLayer":
                hazards.Add(
                    HazardEffect.Execute, "keras:saved-model", subject, $"'{ShortText.Of(subject)}' loads and runs a SavedModel outside of this file.", location, node.Offset, node["config"]?["filepath"]?.Text);
                break;
            case var _ when IsOperation(className):
                JudgeOperation(node["config"], location, subject);
                break;
        }

        return Judge(module, className, node["registered_name"]?.Text, isFunction: false);

        bool Judge(string? module, string name, string? registered, bool isFunction)
        {
            facts.AddName(ModelAspect.KerasConfiguration, module is { Length: > 0 } ? $"{module}.{name}" : name, member, location);
            if (_references.Judge(module, name, registered, isFunction) is not { } gain) return false;
            var full = module is { Length: > 0 } && (module != "builtins" || gain.Effect != HazardEffect.Opaque) ? $"{module}.{name}" : name;
            if (registered is not null && registered != name && gain.Effect != HazardEffect.Opaque) full = $"{full} (registered as {registered})";
            Add(gain, isFunction ? "keras:function" : "keras:class", subject, $"'{ShortText.Of(full)}'", location, node.Offset);
            return gain.Effect == HazardEffect.Opaque;
        }
    }

    private void Add(KerasGain gain, string rule, string subject, string what, string location, long offset)
    {
        // Beside a graph, a class that the loader does not know is made anew from the graph.
        if (gain.Effect == HazardEffect.Note || (isRevived && gain.Effect == HazardEffect.Opaque)) return;
        var name = gain.Effect switch
        {
            HazardEffect.Opaque => rule + ":unknown",
            HazardEffect.WriteFile => rule + ":write",
            HazardEffect.ReadFile => rule + ":read",
            HazardEffect.Network => rule + ":connect",
            HazardEffect.Unresolved => rule + ":foreign",
            _ => rule + ":execute",
        };
        var named = what[(what.IndexOf('\'', StringComparison.Ordinal) + 1)..^1];
        hazards.Add(
            gain.Effect, name, gain.Effect == HazardEffect.Opaque ? what.Trim('\'') : subject, $"The configuration names {what}, which {gain.Gain}.", location, offset, named, rule == "keras:operation" ? null : named.Split(" (")[0]);
    }

    private void JudgeLambda(ConfigurationNode? config, string location, string subject)
    {
        if (config?["function"] is null)
            hazards.Add(HazardEffect.Opaque, "keras:lambda:unknown", subject, $"'{ShortText.Of(subject)}' is a Lambda layer whose function the configuration does not say.", location, config?.Offset ?? 0);
        foreach (var (key, value) in config?.Members ?? [])
        {
            if (key is not ("function" or "output_shape" or "mask")) continue;
            var type = config![key + "_type"]?.Text;
            var first = value.Kind == ConfigurationKind.Array ? value.Items.FirstOrDefault() : value["class_name"]?.Text == "__tuple__" ? value["items"]?.Items.FirstOrDefault() : value;
            if (first?.Text is not { } text) continue;
            var place = Below(location, ".config." + key);
            if (value.Kind != ConfigurationKind.Text || type == "lambda" || MarshalledCode.IsCode(first) || (key == "function" && _references.JudgeName(text) is { Effect: HazardEffect.Unresolved }))
                NoteCode(first, place, subject, "is a Lambda layer with code of its own, which runs when the model is built or used");
            else if (key == "function" && _references.Judge(config["module"]?.Text ?? "builtins", text, null, isFunction: true) is { } gain)
                Add(gain, "keras:function", subject, $"'{ShortText.Of(text)}'", place, first.Offset);
        }
    }

    private void NoteCode(ConfigurationNode node, string location, string subject, string what)
    {
        var code = node.Kind == ConfigurationKind.Text ? node : node["config"]?["code"] ?? node["config"]?["value"] ?? node["config"];
        if (code is { Kind: ConfigurationKind.Text } && !_judgedCode.Add(code)) return;

        var names = code is null || code.Kind != ConfigurationKind.Text ? string.Empty : MarshalledCode.Names(code);
        hazards.Add(
            HazardEffect.Execute, "keras:lambda", subject, $"'{ShortText.Of(subject)}' {what}.", location, node.Offset,
            names.Length > 0 ? "names in the code: " + names : code?.Text);
    }

    private void JudgeTorchModule(ConfigurationNode? module, string location, string subject)
    {
        // The pickle stands as text or in an object that stands for bytes.
        if (module?["config"] is { } form) module = form["value"] ?? form;
        if (module?.Text is not { Length: > 0 }) return;
        hazards.Add(
            HazardEffect.Execute, "keras:torch-module", subject, $"'{ShortText.Of(subject)}' wraps a pickled PyTorch module, which is unpickled without restriction.", location, module.Offset);
        var bytes = module.Base64Text;
        if (Base64.DecodeFromUtf8InPlace(bytes, out var written) != OperationStatus.Done || written == 0) return;
        var path = ContentReader.Inside(member, ShortText.Of(subject));
        ContentReader.Read(new MemorySource(bytes.AsMemory(0, written)), path, "module.pt", depth + 1, facts);
    }

    private void JudgeHubLayer(string handle, string location, string subject, long offset)
    {
        var isRemote = handle.Contains("://", StringComparison.Ordinal) && !handle.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        var isKnown = Uri.TryCreate(handle, UriKind.Absolute, out var address) && address.Scheme == "https" && _data.Hubs.Contains(address.Host);
        hazards.Add(
            isKnown ? HazardEffect.Opaque : isRemote ? HazardEffect.Network : HazardEffect.ReadFile, "keras:hub-layer", subject,
            $"'{ShortText.Of(subject)}' loads and runs another model from {(isRemote ? "the network" : "a file")}.", location, offset, handle);
    }

    private void JudgeOperation(ConfigurationNode? config, string location, string subject)
    {
        var definition = config?["node_def"];
        var name = config?["function"]?.Text ?? config?["symbol"]?.Text ?? config?["cls_ref"]?.Text ?? definition?["op"]?.Text ?? OperationOf(definition?.Text);
        if (name is not null && _references.JudgeOperation(name) is { } gain)
            Add(gain, "keras:operation", subject, $"the operation '{ShortText.Of(name)}'", location, config!.Offset);
        if (config is not null) JudgeMethod(config, location, subject);
    }

    /// <summary>Layers that call a method of a class of TensorFlow, or read an attribute of what they are given: the class may be another, and inner names reach the interpreter.</summary>
    private void JudgeMethod(ConfigurationNode config, string location, string subject)
    {
        var symbol = config["cls_symbol"] ?? config["cls_ref"];
        var owner = symbol?.Text ?? (symbol?["name"]?.Text is { } named ? $"{(symbol["package"] ?? symbol["module"])?.Text}.{named}" : null);
        var method = config["method_name"]?.Text ?? config["attr_name"]?.Text;
        if (owner is not null && _references.JudgeSymbol(owner, method) is { } foreign)
            Add(foreign, "keras:operation", subject, $"the method '{ShortText.Of($"{owner}.{method}")}'", location, config.Offset);
        else if (method is not null && method.StartsWith('_'))
            Add(new KerasGain(HazardEffect.Unresolved, "reaches into the interpreter by an attribute"), "keras:operation", subject, $"the method '{ShortText.Of(method)}'", location, config.Offset);
    }

    /// <summary>The operation in a node definition that is kept as text, in any of its forms: the text form, JSON, or the bytes themselves.</summary>
    private string? OperationOf(string? definition)
    {
        for (var at = 0; definition is not null && at < definition.Length;)
        {
            var length = definition.AsSpan(at).IndexOfAnyExcept(ModuleLetters);
            if (length < 0) length = definition.Length - at;
            if (length > 0 && definition.Substring(at, length) is var word && _references.JudgeOperation(word) is not null) return word;
            at += length + 1;
        }

        return null;
    }

    private void VisitText(ConfigurationNode node, string location, string subject, bool isCallable)
    {
        if (_judgedCode.Contains(node)) return;
        if (MarshalledCode.IsCode(node)) NoteCode(node, location, subject, "carries Python byte code");
        else if (isCallable && node.Text is { } text && _references.JudgeName(text) is { } gain)
            Add(gain, "keras:name", subject, $"'{ShortText.Of(text)}'", location, node.Offset);
    }

    /// <summary>Judges a text by the field in which it stands.</summary>
    private void JudgeField(string key, ConfigurationNode value, string location, Owner owner, bool hasClass)
    {
        if (!owner.IsCustom) JudgePath(key, value, location, owner.Name);
        var text = value.Text!;
        var isModule = key == "module" || key.EndsWith("_module", StringComparison.Ordinal);
        if (isModule && !hasClass && !MarshalledCode.IsCode(value) && IsModuleName(text) && _references.JudgeModule(text) is { } module)
            Add(module, "keras:module", owner.Name, $"'{text}'", location, value.Offset);
        else if (!isModule && !hasClass && !owner.IsOperation && !IsCallable(key) && key is not ("name" or "description") && _references.JudgeText(text) is { } gain)
            Add(gain, "keras:name", owner.Name, $"'{ShortText.Of(text)}'", location, value.Offset);
    }

    private void JudgePath(string key, ConfigurationNode value, string location, string subject)
    {
        if (!_data.Paths.Contains(key) || value.Text is not { Length: > 0 } text) return;
        var isVocabulary = key is "vocabulary";
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var isRemote = scheme > 0 && !text.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
        var isOutside = scheme > 0 || text[0] is '/' or '~' or '\\' || text.StartsWith("../", StringComparison.Ordinal) || text.Contains("/../", StringComparison.Ordinal)
            || text.Contains("..\\", StringComparison.Ordinal) || text is [_, ':', '\\' or '/', ..];
        if (!isVocabulary && !isOutside) return;
        var detail = isVocabulary
            ? $"'{ShortText.Of(subject)}' takes its vocabulary from {(isRemote ? "an address" : "a file")} instead of from the model."
            : $"'{ShortText.Of(subject)}' takes '{key}' from {(isRemote ? "the network" : "a file outside of the model")}.";
        hazards.Add(isRemote ? HazardEffect.Network : HazardEffect.ReadFile, isVocabulary ? "keras:vocabulary" : "keras:path", subject, detail, location, value.Offset, text);
    }

    private void NoteRepeatedKeys(ConfigurationNode node, string location, string subject)
    {
        if (node.Members.Count < 2) return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Members)
        {
            if (!seen.Add(key))
                hazards.Add(HazardEffect.Unresolved, "keras:duplicate-key", subject.Length > 0 ? subject : key, $"The key '{ShortText.Of(key)}' stands twice in one object; readers differ in which they take.", Below(location, "." + key), value.Offset);
        }
    }

    private bool IsCallable(string key) =>
        _data.Callables.Contains(key) || key.EndsWith("_initializer", StringComparison.Ordinal) || key.EndsWith("_regularizer", StringComparison.Ordinal)
        || key.EndsWith("_constraint", StringComparison.Ordinal) || key.EndsWith("_activation", StringComparison.Ordinal);

    private static bool IsModuleName(string text) => text.Length < 256 && !text.AsSpan().ContainsAnyExcept(ModuleLetters);

    private static SearchValues<char> ModuleLetters { get; } = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    private static string Below(string location, string part) => location.Length > LongestLocation ? location : location + (part.Length > LongestLocation ? part[..LongestLocation] : part);
}
