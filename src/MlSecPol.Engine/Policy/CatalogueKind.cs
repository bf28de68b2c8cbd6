namespace MlSecPol.Engine.Policy;

/// <summary>Kinds of entries whose names can be completed.</summary>
public enum CatalogueKind
{
    /// <summary>Controls, by id.</summary>
    Control,

    /// <summary>Pillars, by id, then by name.</summary>
    Pillar,

    /// <summary>Techniques, by id, then by name.</summary>
    Technique,

    /// <summary>Goals, by id, then by name.</summary>
    Goal,

    /// <summary>Lifecycle stages, by id, then by name.</summary>
    Stage,

    /// <summary>Frameworks, by name.</summary>
    Framework,

    /// <summary>Checks, by id.</summary>
    Check,
}
