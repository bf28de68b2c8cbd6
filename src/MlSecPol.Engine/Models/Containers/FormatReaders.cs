using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Java;
using MlSecPol.Engine.Models.MessagePack;
using MlSecPol.Engine.Models.Mxnet;
using MlSecPol.Engine.Models.RData;
using MlSecPol.Engine.Models.Trees;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>The readers of formats that are neither pickles nor containers: one line a format.</summary>
internal static class FormatReaders
{
    private static readonly FrozenDictionary<ArtifactFormat, FormatReader> Readers = new Dictionary<ArtifactFormat, FormatReader>
    {
        [ArtifactFormat.RSerialized] = RReader.Read,
        [ArtifactFormat.MessagePack] = MessagePackReader.Read,
        [ArtifactFormat.JavaSerialized] = JavaReader.Read,
        [ArtifactFormat.XGBoost] = XGBoostReader.Read,
        [ArtifactFormat.LightGbm] = LightGbmReader.Read,
        [ArtifactFormat.CatBoost] = CatBoostReader.Read,
        [ArtifactFormat.MxnetSymbol] = MxnetSymbolReader.Read,
        [ArtifactFormat.MxnetArrays] = MxnetArraysReader.Read,
    }.ToFrozenDictionary();

    /// <summary>Reads content of one format into facts: what it cannot read becomes a gap, what a header claims wrongly a defect, what acts a hazard.</summary>
    internal delegate void FormatReader(ByteSource content, string? member, string name, int depth, FactsBuilder facts);

    internal static bool Has(ArtifactFormat format) => Readers.ContainsKey(format);

    internal static void Read(ArtifactFormat format, ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        if (!Readers.TryGetValue(format, out var read)) return;
        try
        {
            read(content, member, name, depth, facts);
        }
        catch (ArtifactException e)
        {
            facts.AddGap(e, member, 0);
        }
    }
}
