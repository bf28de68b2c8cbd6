using System.Collections.Frozen;

namespace MlSecPol.Engine.Checks;

/// <summary>The settings in effect for one run: defaults, overlaid by a file, overlaid by parameters. Immutable.</summary>
public sealed class SettingsSnapshot
{
    private readonly FrozenDictionary<Type, object> _sections;

    internal SettingsSnapshot(IEnumerable<object> sections) => _sections = sections.ToFrozenDictionary(s => s.GetType());

    /// <summary>Only defaults.</summary>
    public static SettingsSnapshot Default { get; } = new([]);

    /// <summary>The section of the given type; its defaults where nothing was set.</summary>
    public TSection Get<TSection>()
        where TSection : class, new()
        => _sections.TryGetValue(typeof(TSection), out var section) ? (TSection)section : Defaults<TSection>.Value;

    /// <summary>A copy in which one section is replaced; how parameters override a file.</summary>
    public SettingsSnapshot With<TSection>(TSection section)
        where TSection : class, new()
        => new([.. _sections.Values.Where(s => s is not TSection), section]);

    private static class Defaults<TSection>
        where TSection : class, new()
    {
        internal static readonly TSection Value = new();
    }
}
