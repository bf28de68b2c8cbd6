using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Reads the configuration of a Keras model, from the archive of Keras 3, from an HDF5 file, or by itself.</summary>
internal static class KerasConfigurationReader
{
    /// <summary>Judges an attribute of an HDF5 file.</summary>
    internal static void ReadAttribute(byte[] value, string name, string? member, string place, FactsBuilder facts, int depth)
    {
        var text = value.AsSpan().TrimEnd((byte)0);
        if (text.IsEmpty) return;
        var (root, gap) = ConfigurationParser.Parse(text.ToArray(), member, facts);
        Note(gap, facts);
        if (root is not null) new KerasConfigurationJudge(facts, new KerasHazards(facts, member, $"{place}: {name}"), member, depth).Judge(root);
    }

    /// <summary>Judges a document of its own.</summary>
    /// <param name="content">The document.</param>
    /// <param name="member">Its path; null at the top level.</param>
    /// <param name="depth">How deep it stands in containers.</param>
    /// <param name="facts">Where facts go.</param>
    /// <param name="isKeras">Whether it is known to be Keras'; otherwise it is judged only when it describes an object of Keras.</param>
    /// <param name="isRevived">Whether the graph beside it says what its unknown classes do.</param>
    /// <returns>Whether it is Keras'.</returns>
    internal static bool Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool isKeras, bool isRevived = false)
    {
        if (isKeras) facts.Examine(ModelAspect.KerasConfiguration);
        var text = new byte[Math.Min(content.Length, facts.Limits.HeaderBytes)];
        text = text[..content.Read(0, text)];
        if (!isKeras && !MayBeKeras(text)) return false;
        var (root, gap) = ConfigurationParser.Parse(text, member, facts);
        isKeras |= root is not null && Describes(root);
        if (!isKeras) return false;
        facts.Examine(ModelAspect.KerasConfiguration);
        if (text.Length < content.Length)
            facts.AddGap(CoverageGapKind.LimitReached, member, text.Length, $"The configuration has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
        else Note(gap, facts);
        if (root is not null) new KerasConfigurationJudge(facts, new KerasHazards(facts, member, "config"), member, depth, isRevived).Judge(root);
        return true;
    }

    /// <summary>Judges a document in another language where it describes an object of Keras.</summary>
    internal static void Read(ConfigurationNode root, string? member, int depth, FactsBuilder facts)
    {
        if (!Describes(root)) return;
        facts.Examine(ModelAspect.KerasConfiguration);
        new KerasConfigurationJudge(facts, new KerasHazards(facts, member, "config"), member, depth).Judge(root);
    }

    /// <summary>Whether it is an object of Keras, or hands one on as the other formats do that keep models of Keras.</summary>
    private static bool Describes(ConfigurationNode node) =>
        (node["class_name"] is not null && (node["config"] is not null || node["module"] is not null))
        || (node["modelTopology"] ?? node["model_config"]) is { } inner && Describes(inner);

    /// <summary>Whether the word that every object of Keras has can be in the text: plain, with escapes, or in characters of more than one byte.</summary>
    private static bool MayBeKeras(ReadOnlySpan<byte> text) => text.IndexOf("class_name"u8) >= 0 || text.IndexOf("\\u00"u8) >= 0 || text.Contains((byte)0);

    private static void Note(CoverageGap? gap, FactsBuilder facts)
    {
        if (gap is not null) facts.AddGap(gap.Kind, gap.Member, gap.Offset, gap.Reason);
    }
}
