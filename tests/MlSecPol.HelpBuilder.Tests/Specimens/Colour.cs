namespace MlSecPol.HelpBuilder.Tests.Specimens;

/// <summary>Values for a parameter, not in alphabetical order.</summary>
public enum Colour
{
    /// <summary>The first.</summary>
    Red,

    /// <summary>The second.</summary>
    Green,
}
