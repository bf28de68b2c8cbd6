namespace MlSecPol;

/// <summary>What an activity is done for.</summary>
public enum Purpose
{
    /// <summary>A product, service or business process.</summary>
    Commercial,

    /// <summary>A publication under an open-source licence.</summary>
    OpenSource,

    /// <summary>Research that stays inside the organisation.</summary>
    InternalResearch,

    /// <summary>Any other purpose that is neither commercial nor open source.</summary>
    Other,
}
