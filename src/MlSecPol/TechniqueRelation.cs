namespace MlSecPol;

/// <summary>How a technique of the policy relates to the controls of its detailed requirements.</summary>
public enum TechniqueRelation
{
    /// <summary>One control under the same name.</summary>
    Equal,

    /// <summary>One control whose title is spelt or cut differently.</summary>
    Renamed,

    /// <summary>It shares one control with another technique; parts of the control tell them apart.</summary>
    Merged,

    /// <summary>Its substance stands in more than one control.</summary>
    Split,

    /// <summary>Only the policy names it; the control that serves it is defined by this module.</summary>
    SeedOnly,
}
