namespace MlSecPol.Engine.Models.Containers;

/// <summary>Where a name that stands in a model leads when a loader opens it.</summary>
internal enum FileTarget
{
    /// <summary>Nowhere: there is no name.</summary>
    None,

    /// <summary>To a file beside or below the model.</summary>
    Inside,

    /// <summary>Out of the folder of the model and, so the path as written, in again.</summary>
    Detour,

    /// <summary>To a place above the folder of the model.</summary>
    Above,

    /// <summary>To a fixed place of the machine.</summary>
    Absolute,

    /// <summary>To another machine.</summary>
    Remote,
}
