using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Labels are contradicted by the labels of the nearest rows: an estimate from a sample.</summary>
[Check("DS5.LabelNoise")]
public sealed class LabelNoise : LearningCheck
{
    private protected override Inspection Inspect(LearningFacts learning, DatasetSettings settings)
    {
        var noise = learning.Noise;
        if (noise.NoAnswer is { } reason) return Inspection.NotApplicable($"No estimate: {reason}.");
        var words = $"{Place.Percent(noise.Share)} of the labels of {noise.Rows:N0} sampled rows whose neighbours agree are contradicted by them (95 % interval {Place.Percent(noise.Low)} to {Place.Percent(noise.High)})";
        if (noise.Low <= settings.MaximumLabelNoise) return new($"An estimate: {words}", []);
        var finding = Place.Finding(Severity.Low, "neighbours", $"An estimate: {words}, more than {Place.Percent(settings.MaximumLabelNoise)}", new((long)Math.Round(noise.Share * noise.Rows), noise.FirstRows), learning.Label);
        return new($"An estimate: {words}", [finding]);
    }
}
