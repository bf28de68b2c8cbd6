using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Follows the events of a YAML stream: the path of each value, its tag, and how many nodes its aliases stand for.</summary>
internal sealed class YamlWalk(ConfigurationJudge judge, string? member, FactsBuilder facts)
{
    private const int MostHazards = 100;
    private const long MostExpandedNodes = 1_000_000;

    private readonly ConfigurationPath _path = new();
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<AnchorName, long> _nodes = [];
    private readonly TagJudge _tags = new();
    private int _hazards;
    private bool _isBomb;

    /// <summary>How many collections are open.</summary>
    internal int Depth => _open.Count;

    /// <summary>Aliases so far.</summary>
    internal int Aliases { get; private set; }

    internal void Take(ParsingEvent current)
    {
        switch (current)
        {
            case DocumentStart:
                _nodes.Clear();
                break;
            case Scalar scalar:
                TakeScalar(scalar);
                break;
            case MappingStart mapping:
                Open(mapping, isList: false);
                break;
            case SequenceStart sequence:
                Open(sequence, isList: true);
                break;
            case MappingEnd or SequenceEnd:
                Close();
                break;
            case AnchorAlias alias:
                Aliases++;
                Count(_nodes.GetValueOrDefault(alias.Value, 1));
                EndNode(null);
                break;
            default:
                break;
        }
    }

    private void TakeScalar(Scalar scalar)
    {
        if (!scalar.Anchor.IsEmpty) _nodes[scalar.Anchor] = 1;
        Count(1);
        if (_open.TryPeek(out var frame) && frame is { IsList: false, IsAtKey: true })
        {
            JudgeTag(scalar, scalar.Value);
            _path.SetKey(scalar.Value);
            judge.TakeKey(_path);
            frame.IsAtKey = false;
            return;
        }

        _path.Advance();
        JudgeTag(scalar, scalar.Value);
        judge.Take(_path, scalar.Value);
        if (scalar.Style == ScalarStyle.Plain && scalar.Value is "true" or "True" or "TRUE" or "yes" or "on") judge.Take(_path, true);
        EndNode(frame);
    }

    private void Open(NodeEvent start, bool isList)
    {
        // A collection as a key has no name; what is below it has one nevertheless.
        if (_open.TryPeek(out var frame) && frame is { IsList: false, IsAtKey: true }) _path.SetKey("?");
        JudgeTag(start, null);
        _path.Open(isList);
        _open.Push(new Frame { IsList = isList, Anchor = start.Anchor, IsAtKey = !isList });
    }

    private void Close()
    {
        if (!_open.TryPop(out var closed)) return;
        _path.Close();
        if (!closed.Anchor.IsEmpty) _nodes[closed.Anchor] = closed.Nodes + 1;
        Count(closed.Nodes + 1);
        EndNode(null);
    }

    /// <summary>After a value of a mapping comes a key, after a key a value.</summary>
    private void EndNode(Frame? frame)
    {
        if (frame is null && !_open.TryPeek(out frame)) return;
        if (!frame.IsList) frame.IsAtKey = !frame.IsAtKey;
    }

    private void Count(long nodes)
    {
        if (!_open.TryPeek(out var frame)) return;
        frame.Nodes = Math.Min(long.MaxValue / 2, frame.Nodes + nodes);
        if (_isBomb || frame.Nodes <= MostExpandedNodes || Aliases == 0) return;
        _isBomb = true;
        facts.Add(new ModelHazard(
            ModelAspect.Markup, HazardEffect.Unresolved, "yaml:alias-bomb", _path.Key, $"Aliases stand for more than {MostExpandedNodes} nodes; a reader that writes them out runs out of memory.", member, null, _path.ToString()));
    }

    private void JudgeTag(NodeEvent node, string? value)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || _tags.Judge(node.Tag.Value, value) is not { } judged || _hazards++ >= MostHazards) return;
        facts.Add(new ModelHazard(
            ModelAspect.Markup, judged.Effect, "yaml:" + judged.Rule, judged.Subject, judged.Detail, member, node.Start.Index, $"{_path}, line {node.Start.Line}".TrimStart(',', ' '), node.Tag.Value.Length > 200 ? node.Tag.Value[..200] : node.Tag.Value,
            judged.Rule is "python-object" or "hyper-object" ? judged.Subject : null));
    }

    private sealed class Frame
    {
        internal bool IsList { get; init; }

        internal AnchorName Anchor { get; init; }

        internal bool IsAtKey { get; set; }

        internal long Nodes { get; set; }
    }
}
