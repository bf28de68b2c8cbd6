using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlSecPol.Engine.Artifacts;

/// <summary>YAML as text, lists and maps only: tags name no types here, and of aliases only those of a text are followed, because others multiply what a reader has to hold.</summary>
internal sealed class YamlNode
{
    private const int MostNodes = 20_000;
    private const int Deepest = 24;

    private YamlNode(string? text, List<YamlNode>? items, List<(string Key, YamlNode Value)>? entries)
    {
        Text = text;
        Items = items ?? [];
        Entries = entries ?? [];
    }

    /// <summary>The text of a scalar; null for lists and maps.</summary>
    internal string? Text { get; }

    /// <summary>The items of a list.</summary>
    internal IReadOnlyList<YamlNode> Items { get; }

    /// <summary>The entries of a map.</summary>
    internal IReadOnlyList<(string Key, YamlNode Value)> Entries { get; }

    /// <summary>The value of a key; null where the map has none.</summary>
    internal YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key == key).Value;

    /// <summary>Reads one document.</summary>
    /// <exception cref="FormatException">It is no YAML, or beyond a limit.</exception>
    internal static YamlNode Parse(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return new YamlNode(string.Empty, null, null);
            var nodes = 0;
            return Next(parser, new Dictionary<string, YamlNode>(StringComparer.Ordinal), 0, ref nodes);
        }
        catch (Exception e) when (e is YamlException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException(e is YamlException y ? $"line {y.Start.Line}: {y.Message}" : e.Message, e);
        }
    }

    private static YamlNode Next(Parser parser, Dictionary<string, YamlNode> texts, int depth, ref int nodes)
    {
        if (depth > Deepest) throw new FormatException($"It is nested deeper than {Deepest}.");
        if (++nodes > MostNodes) throw new FormatException($"It has more than {MostNodes} nodes.");
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var text = new YamlNode(scalar.Value, null, null);
            if (!scalar.Anchor.IsEmpty) texts[scalar.Anchor.Value] = text;
            return text;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Next(parser, texts, depth + 1, ref nodes));
            return new YamlNode(null, items, null);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var entries = new List<(string, YamlNode)>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Next(parser, texts, depth + 1, ref nodes).Text ?? throw new FormatException("A key is no text.");
                entries.Add((key, Next(parser, texts, depth + 1, ref nodes)));
            }

            return new YamlNode(null, null, entries);
        }

        return parser.TryConsume<AnchorAlias>(out var alias) && texts.TryGetValue(alias.Value.Value, out var known)
            ? known
            : throw new FormatException("It uses an alias of more than a text, or ends too early.");
    }
}
