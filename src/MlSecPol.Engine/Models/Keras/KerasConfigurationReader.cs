using System.Text;
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
        if (ConfigurationParser.Parse(text.ToArray(), member, facts) is { } root)
            new KerasConfigurationJudge(facts, new KerasHazards(facts, member, $"{place}: {name}"), member, depth, isHdf5: true).Judge(root);
    }

    /// <summary>Judges a document of its own.</summary>
    /// <param name="content">The document.</param>
    /// <param name="member">Its path; null at the top level.</param>
    /// <param name="depth">How deep it stands in containers.</param>
    /// <param name="facts">Where facts go.</param>
    /// <param name="isKeras">Whether it is known to be Keras'; otherwise it is judged only when it looks like it.</param>
    /// <returns>Whether it is Keras'.</returns>
    internal static bool Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool isKeras)
    {
        if (isKeras) facts.Examine(ModelAspect.KerasConfiguration);
        if (!isKeras && !LooksLikeKeras(content)) return false;
        var length = Math.Min(content.Length, facts.Limits.HeaderBytes);
        var text = new byte[length];
        text = text[..content.Read(0, text)];
        if (length < content.Length)
            facts.AddGap(CoverageGapKind.LimitReached, member, length, $"The configuration has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
        if (ConfigurationParser.Parse(text, member, facts) is not { } root) return isKeras;
        if (!isKeras && (root["class_name"] is null || (root["config"] is null && root["module"] is null))) return false;
        facts.Examine(ModelAspect.KerasConfiguration);
        new KerasConfigurationJudge(facts, new KerasHazards(facts, member, "config"), member, depth, isHdf5: false).Judge(root);
        return true;
    }

    private static bool LooksLikeKeras(ByteSource content)
    {
        const int window = 1 << 16;
        var head = new byte[Math.Min(window, content.Length)];
        var text = head.AsSpan(0, content.Read(0, head));
        return text.IndexOf("\"class_name\""u8) >= 0 || text.IndexOf(Encoding.Unicode.GetBytes("\"class_name\"")) >= 0 || text.IndexOf(Encoding.BigEndianUnicode.GetBytes("\"class_name\"")) >= 0
            || text.IndexOf("\\u00"u8) >= 0;
    }
}
