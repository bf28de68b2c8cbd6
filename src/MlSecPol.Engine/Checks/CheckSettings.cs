namespace MlSecPol.Engine.Checks;

/// <summary>Which checks run and how much their failures weigh: the section <c>checks</c> of the settings file.</summary>
[SettingsSection("checks")]
public sealed record CheckSettings
{
    /// <summary>Ids or wildcard patterns of checks that are not evaluated; their results are NotAssessed with that reason, never silent.</summary>
    [CheckIds]
    public IReadOnlyList<string> Disabled { get; init; } = [];

    /// <summary>The organisation's own severity by check id; replaces the severity of every finding of that check.</summary>
    [CheckIds]
    public IReadOnlyDictionary<string, Severity> Severity { get; init; } = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
}
