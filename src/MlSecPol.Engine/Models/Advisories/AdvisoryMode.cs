namespace MlSecPol.Engine.Models.Advisories;

/// <summary>How a file of advisories stands to those that are built in.</summary>
public enum AdvisoryMode
{
    /// <summary>They are added; one with the same id takes the place of the built-in one.</summary>
    Extend,

    /// <summary>They take the place of all that are built in.</summary>
    Replace,
}
