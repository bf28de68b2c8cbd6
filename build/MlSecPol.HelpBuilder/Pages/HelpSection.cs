namespace MlSecPol.HelpBuilder.Pages;

/// <summary>What stands under one heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Line">Its line in the page, from 1.</param>
internal sealed record HelpSection(string Heading, int Line)
{
    /// <summary>The text before the first heading below this one.</summary>
    public List<TextBlock> Blocks { get; } = [];

    /// <summary>The sections below this one; empty for sections of the third level.</summary>
    public List<HelpSection> Subsections { get; } = [];

    /// <summary>The links in the text, in order.</summary>
    public List<HelpLink> Links { get; } = [];
}
