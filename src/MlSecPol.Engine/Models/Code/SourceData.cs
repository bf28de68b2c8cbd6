using System.Collections.Frozen;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.Code;

/// <summary>The dated lists by which source code inside of model packages is judged, as they are embedded in the engine.</summary>
internal sealed class SourceData
{
    private static readonly Lazy<SourceData> Lazily = new(() => new SourceData());

    private SourceData()
    {
        var data = EmbeddedData.Read("source");
        Effects = data["families"]!.Children<JProperty>()
            .SelectMany(f => f.Value.Values<string>(), (f, name) => KeyValuePair.Create(name!, Enum.Parse<HazardEffect>(f.Name)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        Reached = EmbeddedData.Set(data, "reached");
        Inner = EmbeddedData.Set(data, "inner");
        Loaded = EmbeddedData.Set(data, "loaded");
        Hooks = EmbeddedData.Set(data, "hooks");
        PackageHosts = [.. EmbeddedData.Set(data, "packageHosts")];
        Packages = EmbeddedData.Set(data, "packages");
        Neighbours = EmbeddedData.Set(data, "neighbours");
        Installers = [.. EmbeddedData.Set(data, "installers")];
        Places = [.. EmbeddedData.Set(data, "places")];
        Starters = EmbeddedData.Set(data, "starters");
        Commands = [.. EmbeddedData.Set(data, "commands")];
    }

    /// <summary>The lists in effect.</summary>
    internal static SourceData Current => Lazily.Value;

    /// <summary>Modules and functions with what they do; each covers everything below it.</summary>
    internal FrozenDictionary<string, HazardEffect> Effects { get; }

    /// <summary>Modules whose members must not be fetched by a computed name.</summary>
    internal FrozenSet<string> Reached { get; }

    /// <summary>Attributes that lead into the interpreter.</summary>
    internal FrozenSet<string> Inner { get; }

    /// <summary>Classes that loaders, servers and installers make or call, and from which such classes derive.</summary>
    internal FrozenSet<string> Loaded { get; }

    /// <summary>Functions that loaders, servers and Python itself call by name.</summary>
    internal FrozenSet<string> Hooks { get; }

    /// <summary>Places of a machine from which it starts or trusts what lies there.</summary>
    internal IReadOnlyList<string> Places { get; }

    /// <summary>Where well-known installers are published that people pipe into a shell.</summary>
    internal IReadOnlyList<string> Installers { get; }

    /// <summary>Hosts of package indexes and forges, those below them included.</summary>
    internal IReadOnlyList<string> PackageHosts { get; }

    /// <summary>Packages that everybody installs, whose names are imitated.</summary>
    internal FrozenSet<string> Packages { get; }

    /// <summary>Honest packages whose names are close to those.</summary>
    internal FrozenSet<string> Neighbours { get; }

    /// <summary>Files that Python runs whenever it starts.</summary>
    internal FrozenSet<string> Starters { get; }

    /// <summary>Commands in scripts that fetch, hide, spread or destroy, in lower case.</summary>
    internal IReadOnlyList<string> Commands { get; }
}
