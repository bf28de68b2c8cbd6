using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>Judges operators and native classes by what they do, each once for a member.</summary>
internal sealed class TorchOperatorJudge(string? member, FactsBuilder facts)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly TorchScriptData _data = TorchScriptData.Current;

    /// <summary>Adds a hazard unless the same stands there already.</summary>
    internal void Add(HazardEffect effect, string rule, string subject, string detail, long? offset, string? evidence)
    {
        if (_seen.Add($"{rule} {subject}")) facts.Add(new ModelHazard(ModelAspect.TorchScript, effect, "torchscript:" + rule, subject, detail, member, offset, null, evidence));
    }

    /// <summary>Judges an operator.</summary>
    /// <param name="space">Its namespace.</param>
    /// <param name="name">Its name, without overload.</param>
    /// <param name="offset">Where it stands.</param>
    /// <param name="evidence">What stands there.</param>
    internal void JudgeOperator(string space, string name, long? offset, string? evidence)
    {
        var full = $"{space}::{name}";
        if (_data.Operators.TryGetValue(full, out var effect))
            Add(effect, "operator", full, $"The code calls the operator {full}, which {Describe(effect)}.", offset, evidence);
        else if (name.StartsWith("load_library", StringComparison.Ordinal))
            Add(HazardEffect.Execute, "load-library", full, $"The code names {space}.{name}, which loads a native library.", offset, evidence);
        else if (_data.Networks.Contains(space))
            Add(HazardEffect.Network, "network", full, $"The code calls the operator {full}, which talks to other machines.", offset, evidence);
        else if (_data.Extensions.Contains(space))
            Add(HazardEffect.Note, "extension", space, $"The code needs operators of the library '{space}'.", offset, evidence);
        else if (!_data.Namespaces.Contains(space))
            Add(HazardEffect.Opaque, "custom-operator", full, $"The code calls the operator {full}, which is not part of PyTorch; what it does stands in a library that is not in the file.", offset, evidence);
    }

    /// <summary>Judges a native class, <c>__torch__.torch.classes.&lt;namespace&gt;.&lt;name&gt;</c>.</summary>
    internal void JudgeClass(string space, string name, long? offset, string? evidence)
    {
        var full = $"{space}.{name}";
        if (space == "load_library") Add(HazardEffect.Execute, "load-library", full, "The code names torch.classes.load_library, which loads a native library.", offset, evidence);
        else if (_data.Networks.Contains(space)) Add(HazardEffect.Network, "network", full, $"The code uses the native class {full}, which talks to other machines.", offset, evidence);
        else if (_data.Extensions.Contains(space)) Add(HazardEffect.Note, "extension", space, $"The code needs classes of the library '{space}'.", offset, evidence);
        else if (!_data.Classes.Contains(space))
            Add(HazardEffect.Opaque, "custom-class", full, $"The code uses the native class {full}, which is not part of PyTorch; what it does when it is restored stands in a library that is not in the file.", offset, evidence);
    }

    private static string Describe(HazardEffect effect) => effect switch
    {
        HazardEffect.WriteFile => "writes a file",
        HazardEffect.ReadFile => "maps a file of the machine into a tensor and, shared, creates or changes it",
        HazardEffect.Network => "runs functions on other machines",
        _ => "loads code",
    };
}
