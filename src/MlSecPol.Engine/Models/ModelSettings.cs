using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models;

/// <summary>How models are read and judged: the section <c>models</c> of the settings file.</summary>
[SettingsSection("models")]
public sealed record ModelSettings
{
    /// <summary>Whether what is merely suspicious fails too: an unknown callable that is called, an odd container.</summary>
    public bool Strict { get; init; }

    /// <summary>Imports that the organisation trusts, <c>module.name</c>, a trailing <c>*</c> for all below, in pickles and wherever else objects are restored by name. They never outweigh a family of dangerous effect.</summary>
    public IReadOnlyList<string> AllowedImports { get; init; } = [];

    /// <summary>Imports that the organisation forbids, <c>module.name</c>, a trailing <c>*</c> for all below.</summary>
    public IReadOnlyList<string> DeniedImports { get; init; } = [];

    /// <summary>A file of published weaknesses (<c>mlsecpol-advisories.schema.json</c>) that extends or replaces those that are built in; empty for the built-in ones alone.</summary>
    [SettingsPath]
    public string Advisories { get; init; } = string.Empty;

    /// <summary>How much a file may cost.</summary>
    public ArtifactLimits Limits { get; init; } = new();

    /// <summary>What reading models over HTTP may do and cost.</summary>
    public RemoteLimits Remote { get; init; } = new();

    /// <summary>How much one pickle may cost.</summary>
    public PickleLimits PickleLimits { get; init; } = new();
}
