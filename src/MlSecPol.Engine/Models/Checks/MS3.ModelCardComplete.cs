using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Cards;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the model card does not say what it must.</summary>
[Check("MS3.ModelCardComplete")]
public sealed class ModelCardComplete() : RepositoryCheck(RepositoryAspect.Card)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var required = settings.Get<RepositorySettings>().RequiredCardFields;
        if (required.Count == 0) return Verdict.NotApplicable("The settings require nothing of a model card.");
        if (facts.Gaps.Any(g => g.Aspect == RepositoryAspect.Card)) return Verdict.NotApplicable("The model card could not be read.");
        if (facts.Card is not { } card)
        {
            return Verdict.Fail("The folder has no model card.", new Finding
            {
                Severity = Severity.Medium,
                Rule = "card:absent",
                Message = "The folder has neither README.md nor MODEL_CARD.md.",
                Location = "folder",
            });
        }

        var missing = required.Where(f => !Says(card, f)).ToArray();
        var said = $"The model card says {required.Count - missing.Length} of {required.Count} things that it must";
        return missing.Length == 0
            ? Verdict.Pass($"{said}.")
            : Verdict.Fail($"{said}; {string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing.", [.. missing.Select(f => At(card.Path, Severity.Low, "card:missing", f, $"The model card says nothing on {f}."))]);
    }

    private static bool Says(ModelCard card, string field) => field.ToUpperInvariant() switch
    {
        "LICENSE" => Has(card, "license"),
        "DATASETS" => Has(card, "datasets") || Has(card, "model-index.results.dataset.name") || Heading(card, "training data", "datasets"),
        "METRICS" => Has(card, "metrics") || Has(card, "model-index.results.metrics.type") || Heading(card, "metrics"),
        "INTENDEDUSE" => Heading(card, "intended", "direct use", "use case", "uses"),
        "LIMITATIONS" => Heading(card, "limitation", "bias", "risk", "out-of-scope", "out of scope", "caveat"),
        "TRAININGDATA" => Heading(card, "training data", "training dataset", "training set", "pretraining data", "pre-training data", "training details", "training procedure", "datasets", "data"),
        "EVALUATION" => Heading(card, "evaluation", "results", "benchmark", "performance") || Has(card, "model-index.results.metrics.value"),
        _ => Has(card, field),
    };

    private static bool Has(ModelCard card, string key) => card.Fields.Any(f =>
        (f.Key.Equals(key, StringComparison.OrdinalIgnoreCase) || f.Key.StartsWith(key + ".", StringComparison.OrdinalIgnoreCase)) && f.Value.Any(v => !string.IsNullOrWhiteSpace(v)));

    private static bool Heading(ModelCard card, params string[] words) => card.Sections.Any(s => words.Any(w => s.Contains(w, StringComparison.Ordinal)));
}
