namespace MlSecPol.HelpBuilder.Pages;

/// <summary>A page of the help source, cut at its headings.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Title">The text of the first heading; empty when there is none.</param>
/// <param name="Sections">What stands under headings of the second level.</param>
internal sealed record HelpPage(string File, string Title, IReadOnlyList<HelpSection> Sections)
{
    /// <summary>Finds a section.</summary>
    /// <param name="heading">Its heading.</param>
    /// <returns>Null when the page does not have it.</returns>
    public HelpSection? Section(string heading) => Sections.FirstOrDefault(section => section.Heading == heading);
}
