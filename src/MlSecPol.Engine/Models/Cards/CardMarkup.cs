using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Markup;

namespace MlSecPol.Engine.Models.Cards;

/// <summary>Looks at the YAML at the top of a text for people where it has tags, which no model card needs and some loaders follow.</summary>
internal static class CardMarkup
{
    private const int LongestCard = 1 << 20;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        var bytes = new byte[Math.Min(content.Length, LongestCard)];
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, content.Read(0, bytes))).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || text.IndexOf("\n---", StringComparison.Ordinal) is not (> 0 and var end)) return;
        var block = text[4..Math.Max(4, end)];
        if (!block.Contains("!!", StringComparison.Ordinal) && !block.Contains("!<", StringComparison.Ordinal)) return;
        using var yaml = new MemorySource(Encoding.UTF8.GetBytes(block));
        YamlReader.Read(yaml, ContentReader.Inside(member, "front matter"), name, depth, facts);
    }
}
