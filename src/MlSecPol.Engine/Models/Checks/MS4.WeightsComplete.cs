using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when weights that are split over several files are not all there, or not where their index says.</summary>
[Check("MS4.WeightsComplete")]
public sealed class WeightsComplete() : RepositoryCheck(RepositoryAspect.Weights)
{
    private const int MostNamed = 20;

    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var findings = FindingNames.Distinguish(facts.WeightIndexes.SelectMany(Judge));
        if (findings.Exists(f => f.Severity >= Severity.High)) return Verdict.Fail("Weights are missing, or not where their index says.", findings);
        if (findings.Count > 0 && settings.Get<ModelSettings>().Strict) return Verdict.Fail("The weights are not quite what their index says.", findings);
        if (facts.WeightIndexes.Count == 0) return Verdict.NotApplicable("The weights are not split over several files.");
        if (facts.WeightIndexes.SelectMany(i => i.Shards).FirstOrDefault(s => s.State == ShardState.Pointer) is { } pointer)
            return Verdict.NotAssessed($"The content of '{pointer.Name}' is not here: the file is a Git LFS pointer.");
        return Verdict.Pass($"{Quantity.Of(facts.WeightIndexes.Sum(i => i.Shards.Count), "weight file")}, all there.", findings);
    }

    private static IEnumerable<Finding> Judge(WeightIndex index)
    {
        foreach (var shard in index.Shards)
        {
            if (shard.State == ShardState.Missing) yield return At(index.Path, Severity.High, "weights:missing", shard.Name, $"'{shard.Name}'{(shard.Tensors > 0 ? $", which holds {Quantity.Of(shard.Tensors, "tensor")}," : string.Empty)} is not in the folder.");
            if (shard.State == ShardState.Outside) yield return At(index.Path, Severity.High, "weights:outside", shard.Name, $"'{shard.Name}' leads out of the folder.");
            if (shard.Absent.Count > 0)
                yield return At(index.Path, Severity.High, "weights:absent-tensor", shard.Name, $"'{shard.Name}' does not hold {Quantity.Of(shard.Absent.Count, "tensor")} that the index places in it{(shard.Absent.Count == MostNamed ? ", or more" : string.Empty)}.", evidence: string.Join(", ", shard.Absent.Take(5)));
        }

        var isWhole = index.Shards.All(s => s.State == ShardState.Present);
        if (isWhole && index.DeclaredBytes is { } declared)
        {
            // Where every header was read, each tensor is accounted for, and only the number is stale.
            if (index.TensorBytes is { } bytes && declared != bytes)
                yield return At(index.Path, Severity.Info, "weights:size", "total_size", $"The index counts {declared} bytes of tensors; the headers of the files count {bytes}.");
            else if (index.TensorBytes is null && declared > index.PresentBytes)
                yield return At(index.Path, Severity.Medium, "weights:short", "total_size", $"The index counts {declared} bytes of tensors; the files hold {index.PresentBytes}.");
        }

        if (index.Twice.Count > 0)
            yield return At(index.Path, Severity.Medium, "weights:twice", index.Twice[0], $"More than one file holds {Quantity.Of(index.Twice.Count, "tensor")} of the same name; readers differ in which they take.", evidence: string.Join(", ", index.Twice.Take(5)));
        if (index.Unplaced.Count > 0)
            yield return At(index.Path, Severity.Info, "weights:unplaced", index.Unplaced[0], $"The files hold {Quantity.Of(index.Unplaced.Count, "tensor")} that the index does not name.", evidence: string.Join(", ", index.Unplaced.Take(5)));
        foreach (var extra in index.Unlisted) yield return At(extra, Severity.Medium, "weights:unlisted", extra, "The file is named like a part of the weights, and the index does not name it.");
    }
}
