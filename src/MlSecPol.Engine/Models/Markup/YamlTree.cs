using System.Text.Json;
using MlSecPol.Engine.Models.Keras;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Builds the tree of a configuration of Keras from the events of YAML, in which older releases wrote it as well.</summary>
internal sealed class YamlTree
{
    private const int MostNodes = 100_000;

    private readonly Stack<(ConfigurationNode Node, AnchorName Anchor)> _open = new();
    private readonly Dictionary<AnchorName, ConfigurationNode> _anchors = [];
    private string? _key;
    private int _nodes;

    /// <summary>The first document; null before it begins.</summary>
    internal ConfigurationNode? Root { get; private set; }

    internal void Take(ParsingEvent current)
    {
        if (_nodes > MostNodes) return;
        switch (current)
        {
            case Scalar scalar when _open.TryPeek(out var parent) && parent.Node.Kind == ConfigurationKind.Object && _key is null:
                _key = scalar.Value;
                break;
            case Scalar scalar:
                Add(Value(scalar), scalar.Anchor);
                break;
            case MappingStart or SequenceStart:
                var start = (NodeEvent)current;
                var node = new ConfigurationNode(current is MappingStart ? ConfigurationKind.Object : ConfigurationKind.Array, start.Start.Index, default);
                Add(node, start.Anchor);
                _open.Push((node, start.Anchor));
                break;
            case MappingEnd or SequenceEnd when _open.Count > 0:
                _open.Pop();
                _key = null;
                break;
            case AnchorAlias alias when _anchors.TryGetValue(alias.Value, out var target) && !_open.Any(o => o.Anchor == alias.Value):
                Add(target, default);
                break;
            case AnchorAlias:
                _key = null;
                break;
        }
    }

    /// <summary>A text as JSON would write it, without its quotation marks.</summary>
    private static ConfigurationNode Value(Scalar scalar)
    {
        if (scalar.Style == ScalarStyle.Plain && scalar.Value is "false" or "False" or "FALSE") return new ConfigurationNode(ConfigurationKind.False, scalar.Start.Index, default);
        if (scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "true") return new ConfigurationNode(ConfigurationKind.Other, scalar.Start.Index, default);
        return new ConfigurationNode(ConfigurationKind.Text, scalar.Start.Index, JsonEncodedText.Encode(scalar.Value).EncodedUtf8Bytes.ToArray());
    }

    private void Add(ConfigurationNode node, AnchorName anchor)
    {
        _nodes++;
        Root ??= node;
        if (!anchor.IsEmpty) _anchors[anchor] = node;
        if (!_open.TryPeek(out var parent)) return;
        if (parent.Node.Kind == ConfigurationKind.Object) parent.Node.Members.Add(new(_key ?? string.Empty, node));
        else parent.Node.Items.Add(node);
        _key = null;
    }
}
