using System.Collections.Frozen;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The renaming of Python 2 modules and names that Python 3 applies below protocol 3, before it imports anything.</summary>
internal static class Python2Names
{
    private static readonly Tables Data = Load();

    /// <summary>The name that Python 3 imports: first the pair is looked up, then the module alone.</summary>
    public static (string Module, string Name) Map(string module, string name)
    {
        if (Data.Names.TryGetValue((module, name), out var pair)) return pair;
        return (Data.Modules.GetValueOrDefault(module, module), name);
    }

    private static Tables Load()
    {
        using var document = EmbeddedData.Open("python2-names");
        return new Tables(
            document.RootElement.GetProperty("modules").EnumerateObject().ToFrozenDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal),
            document.RootElement.GetProperty("names").EnumerateObject().ToFrozenDictionary(p => Pair(p.Name), p => Pair(p.Value.GetString()!)));
    }

    private static (string Module, string Name) Pair(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return (text[..blank], text[(blank + 1)..]);
    }

    private sealed record Tables(
        FrozenDictionary<string, string> Modules,
        FrozenDictionary<(string Module, string Name), (string Module, string Name)> Names);
}
