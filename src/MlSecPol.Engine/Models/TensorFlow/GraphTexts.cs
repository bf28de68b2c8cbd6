using System.Buffers.Text;
using System.Text;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>
/// Works out which texts an input of a node can stand for: through the operations that hand text on, join, choose and decode it, and through the
/// arguments of functions to whoever calls them. What is only known when the model runs is an ellipsis.
/// </summary>
internal sealed class GraphTexts(GraphVisitor graph)
{
    private const int DeepestChain = 32;
    private const int MostSteps = 512;
    private const int MostTexts = 16;
    private const int LongestText = 4096;
    private const int MostCallers = 16;
    private const string Unknown = "…";

    private Dictionary<string, List<(GraphScope Scope, GraphNode Node, int First)>>? _callers;
    private int _steps;

    /// <summary>The texts; none where nothing of them is known.</summary>
    internal List<GraphText> Resolve(GraphScope scope, string input)
    {
        _steps = 0;
        return Follow(scope, input, 0);
    }

    private List<GraphText> Follow(GraphScope scope, string input, int depth)
    {
        if (depth > DeepestChain || ++_steps > MostSteps) return [];
        var end = input.IndexOf(':', StringComparison.Ordinal);
        var name = end < 0 ? input : input[..end];
        if (!scope.Texts.TryGetValue(name, out var node)) return Given(scope, name, depth);
        return TextOperations.Of(node.Operation) switch
        {
            TextFlow.Constant => [.. Values(node, "value").Select(v => new GraphText(v, scope.Name.Length == 0 && graph.Assets.Contains(node.Name), node))],
            TextFlow.First => Input(0),
            TextFlow.Second => Input(1),
            TextFlow.Choice => [.. Input(1), .. Input(2)],
            TextFlow.Any => [.. Enumerable.Range(0, node.Inputs.Count).SelectMany(Input).Take(MostTexts)],
            TextFlow.Joined => Join([.. Enumerable.Range(0, node.Inputs.Count).Select(Input)], Values(node, "separator").FirstOrDefault() ?? string.Empty),
            TextFlow.Formatted => Format(node, depth, scope),
            TextFlow.Replaced => [.. Input(0), .. Values(node, "rewrite").Select(Plain), .. Input(2)],
            TextFlow.Decoded => [.. Input(0).Select(t => Decode(t.Value)).OfType<string>().Select(Plain)],
            TextFlow.Small => [.. Input(0).Select(t => Plain(t.Value.ToLowerInvariant()))],
            _ => [],
        };

        List<GraphText> Input(int index) => index < node.Inputs.Count ? Follow(scope, node.Inputs[index], depth + 1) : [];
    }

    private static GraphText Plain(string text) => new(text, IsAsset: false, null);

    private static IEnumerable<string> Values(GraphNode node, string attribute) => node.Attributes.Where(a => a.Name == attribute).Select(a => a.Text);

    /// <summary>Every text of the first input with every text of the next behind it, and so on; none where no part is known.</summary>
    private static List<GraphText> Join(List<List<GraphText>> parts, string separator)
    {
        if (parts.TrueForAll(p => p.Count == 0)) return [];
        List<GraphText> joined = [];
        for (var i = 0; i < parts.Count; i++)
        {
            List<GraphText> next = parts[i].Count == 0 ? [Plain(Unknown)] : parts[i];
            joined = i == 0
                ? [.. next.Take(MostTexts).Select(t => t with { Constant = null })]
                : [.. joined.SelectMany(a => next.Select(b => a with { Value = Bound(a.Value + separator + b.Value) })).Take(MostTexts)];
        }

        return joined;
    }

    private static string Bound(string text) => text.Length > LongestText ? text[..LongestText] : text;

    private List<GraphText> Format(GraphNode node, int depth, GraphScope scope)
    {
        var template = Values(node, "template").FirstOrDefault() ?? "%s";
        var place = Values(node, "placeholder").FirstOrDefault(p => p.Length > 0) ?? "%s";
        var pieces = template.Split(place, StringSplitOptions.None);
        var parts = new List<List<GraphText>>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0) parts.Add(i - 1 < node.Inputs.Count ? Follow(scope, node.Inputs[i - 1], depth + 1) : []);
            parts.Add([Plain(pieces[i])]);
        }

        return Join(parts, string.Empty);
    }

    private static string? Decode(string text)
    {
        var bytes = Base64Url.IsValid(text.TrimEnd('=')) ? Base64Url.DecodeFromChars(text.TrimEnd('=')) : null;
        return bytes is null ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>What the callers of a function hand in for an argument.</summary>
    private List<GraphText> Given(GraphScope scope, string name, int depth)
    {
        var index = scope.Arguments.IndexOf(name);
        if (index < 0 || !Callers().TryGetValue(scope.Name, out var callers)) return [];
        return [.. callers.Where(c => c.First + index < c.Node.Inputs.Count).SelectMany(c => Follow(c.Scope, c.Node.Inputs[c.First + index], depth + 1)).Take(MostTexts)];
    }

    private Dictionary<string, List<(GraphScope Scope, GraphNode Node, int First)>> Callers()
    {
        if (_callers is not null) return _callers;
        _callers = new(StringComparer.Ordinal);
        foreach (var scope in graph.Scopes)
        {
            foreach (var node in scope.Calls.Concat(scope.Acting))
            {
                if (graph.Functions.Contains(node.Operation)) Add(node.Operation, (scope, node, 0));
                foreach (var function in node.Functions) Add(function, (scope, node, TextOperations.FirstArgument(node.Operation) ?? 0));
            }
        }

        return _callers;

        void Add(string function, (GraphScope, GraphNode, int) caller)
        {
            if (!_callers.TryGetValue(function, out var callers)) _callers.Add(function, callers = []);
            if (callers.Count < MostCallers) callers.Add(caller);
        }
    }
}
