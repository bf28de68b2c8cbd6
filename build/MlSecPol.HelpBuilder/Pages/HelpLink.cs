namespace MlSecPol.HelpBuilder.Pages;

/// <summary>A link of a page.</summary>
/// <param name="Text">What the reader sees.</param>
/// <param name="Address">Where it leads: a page beside this one, or an address on the web.</param>
internal sealed record HelpLink(string Text, string Address)
{
    /// <summary>Whether it leads out of the help.</summary>
    public bool IsWeb => Address.StartsWith("https://", StringComparison.Ordinal);
}
