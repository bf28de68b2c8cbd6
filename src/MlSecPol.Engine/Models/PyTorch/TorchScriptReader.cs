using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>
/// Reads the source text in which TorchScript keeps its code. What a serializer writes is calls of operators, of methods and of other such code; operators that touch
/// files are among them, and what is no TorchScript at all did not come from a serializer.
/// </summary>
internal sealed class TorchScriptReader
{
    private readonly byte[] _text;
    private readonly TorchOperatorJudge _judge;
    private readonly TorchScriptData _data = TorchScriptData.Current;

    private TorchScriptReader(byte[] text, string? member, FactsBuilder facts)
    {
        _text = text;
        _judge = new TorchOperatorJudge(member, facts);
    }

    internal static void Read(ByteSource content, string? member, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.TorchScript);
        if (SourceText.Read(content, member, "TorchScript code", facts) is not { } text) return;
        var reader = new TorchScriptReader(text, member, facts);
        var paths = SourcePaths.Of(text, facts.Token);
        foreach (var import in paths.Imports) reader.JudgeImport(import);
        foreach (var path in paths.Paths) reader.JudgePath(path);
    }

    private void JudgeImport(SourceImport import)
    {
        // Archives of PyTorch before 1.4 import their own modules.
        if (import.From is null && (import.Name == "__torch__" || import.Name.StartsWith("__torch__.", StringComparison.Ordinal))) return;
        Add(HazardEffect.Unresolved, "import", import.FullName, $"The code imports '{import.FullName}'; TorchScript has no such import, so that this is Python that waits for another reader.", import.Start);
    }

    private void JudgePath(SourcePath path)
    {
        if (path.IsDefinition) return;
        var parts = path.Name.Split('.');
        if (parts.FirstOrDefault(_data.Inner.Contains) is { } inner)
            Add(HazardEffect.Unresolved, "inner", inner, $"The code reaches '{inner}', which leads into Python's interpreter and which no serializer writes.", path.Start);
        switch (parts)
        {
            case ["torch", "ops", var space, var name, ..]:
                _judge.JudgeOperator(space, name, path.Start, Line(path));
                break;
            case ["torch", "ops" or "classes", var name] when name.StartsWith("load_library", StringComparison.Ordinal):
                _judge.JudgeOperator("torch." + parts[1], name, path.Start, Line(path));
                break;
            case ["torch", var name, .. var rest] when _data.Foreign.Contains(name) && (path.IsCalled || rest.Length > 0):
                Add(HazardEffect.Unresolved, "foreign", path.Name, $"The code names '{path.Name}', which is Python and no operator; no serializer writes it.", path.Start);
                break;
            case ["torch", var name, ..]:
                _judge.JudgeOperator("aten", name, path.Start, Line(path));
                break;
            case ["ops", var name] when name.StartsWith("load_library", StringComparison.Ordinal):
                _judge.JudgeOperator("ops", name, path.Start, Line(path));
                break;
            case ["ops", var space, var name, ..]:
                _judge.JudgeOperator(space, name, path.Start, Line(path));
                break;
            case ["__torch__", "torch", "classes", var space, .. var rest]:
                _judge.JudgeClass(space, rest.Length > 0 ? rest[0] : "", path.Start, Line(path));
                break;
            case [var name] when path.IsCalled && path.Before != "." && !path.IsDefined:
                JudgeCall(name, path);
                break;
            case [var root, ..] when path.IsCalled && _data.Modules.Contains(root):
                Add(HazardEffect.Unresolved, "python", path.Name, $"The code calls '{path.Name}', which is Python; TorchScript has no such module, so that this waits for another reader.", path.Start);
                break;
        }
    }

    private void JudgeCall(string name, SourcePath path)
    {
        if (path.Before == "^") Add(HazardEffect.Opaque, "python-operator", name, $"The code calls '{name}' as an operator in Python, which is not in the file.", path.Start);
        else if (_data.Operators.ContainsKey("prim::" + name)) _judge.JudgeOperator("prim", name, path.Start, Line(path));
        else if (_data.Python.Contains(name)) Add(HazardEffect.Unresolved, "python", name, $"The code calls '{name}', which is Python; TorchScript has no such function, so that this waits for another reader.", path.Start);
    }

    private string Line(SourcePath path) => SourceText.Line(_text, path.Start);

    private void Add(HazardEffect effect, string rule, string subject, string detail, int offset) =>
        _judge.Add(effect, rule, subject, detail, offset, SourceText.Line(_text, offset));
}
