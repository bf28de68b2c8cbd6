using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MlSecPol.Engine.Models.Repository.Cards;

/// <summary>Reads the YAML block at the top of a card, event by event: no object is made, no tag obeyed, no alias expanded.</summary>
internal static class FrontMatter
{
    private const int MostEvents = 100_000;
    private const int Depth = 32;
    private const int LongestValue = 4_096;

    /// <summary>The block and what follows it; a null block when the text has none.</summary>
    internal static (string? Block, string Body) Split(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != "---") return (null, text);
        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() is "---" or "...");
        return end < 0 ? (null, text) : (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]));
    }

    /// <summary>The scalars by the path of their keys.</summary>
    /// <exception cref="YamlException">It is not YAML, or larger than the limits.</exception>
    internal static Dictionary<string, IReadOnlyList<string>> Read(string block)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        var parser = new Parser(new StringReader(block));
        var open = new Stack<(bool IsMapping, string? Key)>();
        for (var events = 0; parser.MoveNext(); events++)
        {
            if (events > MostEvents || open.Count > Depth) throw new YamlException($"The front matter has more than {MostEvents} parts or {Depth} levels.");
            switch (parser.Current)
            {
                case MappingStart:
                    open.Push((true, null));
                    break;
                case SequenceStart:
                    open.Push((false, null));
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    EndValue(open);
                    break;
                case Scalar scalar when open.TryPeek(out var at) && at is { IsMapping: true, Key: null }:
                    open.Pop();
                    open.Push((true, scalar.Value));
                    break;
                case Scalar scalar:
                    var path = string.Join('.', open.Reverse().Where(o => o.Key is not null).Select(o => o.Key));
                    if (!found.TryGetValue(path, out var values)) found[path] = values = [];
                    values.Add(scalar.Value.Length > LongestValue ? scalar.Value[..LongestValue] : scalar.Value);
                    EndValue(open);
                    break;
                case AnchorAlias:
                    EndValue(open);
                    break;
                default:
                    break;
            }
        }

        return found.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)p.Value, StringComparer.OrdinalIgnoreCase);
    }

    private static void EndValue(Stack<(bool IsMapping, string? Key)> open)
    {
        if (!open.TryPeek(out var at) || !at.IsMapping) return;
        open.Pop();
        open.Push((true, null));
    }
}
