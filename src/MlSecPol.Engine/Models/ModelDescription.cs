using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models;

/// <summary>Tells the facts of a model in the public vocabulary.</summary>
internal static class ModelDescription
{
    internal static ModelSummary Of(ModelFacts facts) => new()
    {
        Format = FormatCatalogue.Describe(facts.Format).DisplayName,
        Length = facts.Length,
        BytesRead = facts.BytesRead,
        Sha256 = facts.Sha256,
        TensorCount = facts.TensorCount,
        TensorBytes = facts.TensorBytes,
        Compression = [.. facts.CompressionLayers.Select(l => FormatCatalogue.Describe(l).DisplayName)],
        Programs =
        [
            .. facts.Pickles.Select(p => new ModelProgram
            {
                Member = p.Member,
                Streams = p.Report.Streams.Count,
                Protocol = p.Report.Streams.Select(s => s.Protocol).DefaultIfEmpty(0).Max(),
                Listing = p.Listing,
            }),
        ],
        NotRead = [.. facts.Gaps.Select(g => g.Member is null ? g.Reason : $"{g.Member}: {g.Reason}")],
    };
}
