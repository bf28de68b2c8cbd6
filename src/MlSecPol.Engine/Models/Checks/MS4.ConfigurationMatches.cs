using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Tells where the configuration of a model contradicts the weights beside it: one of them was exchanged. Fails with <c>-Strict</c>.</summary>
[Check("MS4.ConfigurationMatches")]
public sealed class ConfigurationMatches() : RepositoryCheck(RepositoryAspect.Weights)
{
    // Tokens that were added without making the table larger; careless, and common.
    private const int CustomarySurplus = 256;

    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (facts.Configurations.Count + facts.Adapters.Count == 0) return Verdict.NotApplicable("There is no configuration with weights beside it whose headers can be compared.");
        var findings = FindingNames.Distinguish([.. facts.Configurations.SelectMany(Judge), .. facts.Adapters.SelectMany(Judge)]);
        if (findings.Exists(f => f.Severity == Severity.Medium) && settings.Get<ModelSettings>().Strict) return Verdict.Fail("The configuration contradicts the weights.", findings);
        return findings.Exists(f => f.Severity == Severity.Medium)
            ? Verdict.Pass("The configuration contradicts the weights, which is suspicious and no proof.", findings)
            : Verdict.Pass($"{Quantity.Of(facts.Configurations.Sum(c => c.Tensors), "tensor")} agree with what the configuration says.", findings);
    }

    private static IEnumerable<Finding> Judge(ModelConfiguration said)
    {
        if (said.Embedding is { } embedding && embedding.Type is "F32" or "F16" or "BF16" or "F64")
        {
            var (rows, columns) = (embedding.Lengths[0], embedding.Lengths[1]);
            // More rows than words are padding.
            if (said.Vocabulary > rows) yield return Contradiction(said.Path, "config:vocabulary", embedding.Name, $"The configuration counts {said.Vocabulary} words, '{embedding.Name}' has rows for {rows}.");
            if (said.Width is { } width && width != columns) yield return Contradiction(said.Path, "config:width", embedding.Name, $"The configuration says {width} wide, '{embedding.Name}' is {columns} wide.");
            if (said.LargestToken >= rows)
            {
                yield return At(
                    said.Path, said.LargestToken >= rows + CustomarySurplus ? Severity.Medium : Severity.Info, "config:tokens", embedding.Name,
                    $"The tokenizer numbers words up to {said.LargestToken}, '{embedding.Name}' has rows for {rows}.");
            }
        }

        if (said is { Layers: { } layers, StackedLayers: { } stacked } && layers != stacked)
        {
            yield return At(
                said.Path, stacked < layers ? Severity.Medium : Severity.Info, "config:layers", "layers",
                $"The configuration counts {layers} layers, the weights have {stacked}{(stacked < layers ? "; those that are missing would be made up when the model is loaded" : string.Empty)}.");
        }

        if (said.Quantization is "gptq" or "awq" && !said.HasPackedWeights) yield return At(said.Path, Severity.Info, "config:quantization", said.Quantization, $"The configuration says {said.Quantization}, and no tensor is packed in that way.");
        if (said is { ElementType: { } type, MostElements: { } most, Quantization: null } && Known(type) is { } known && known != most)
            yield return At(said.Path, Severity.Info, "config:type", type, $"The configuration says {type}, most of the weights are {most}.");
    }

    private static IEnumerable<Finding> Judge(AdapterConfiguration said) =>
        from rank in said.Ranks
        where said.Rank is { } configured && configured != rank.Rank
        select Contradiction(said.Path, "adapter:rank", rank.Tensor, $"The configuration says rank {said.Rank}, '{rank.Tensor}' has rank {rank.Rank}.");

    private static Finding Contradiction(string path, string rule, string subject, string message) => At(path, Severity.Medium, rule, subject, message);

    private static string? Known(string type) => type switch
    {
        "float32" => "F32",
        "float16" => "F16",
        "bfloat16" => "BF16",
        _ => null,
    };
}
