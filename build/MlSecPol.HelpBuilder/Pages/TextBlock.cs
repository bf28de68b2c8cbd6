namespace MlSecPol.HelpBuilder.Pages;

/// <summary>A piece of running text, free of Markdown.</summary>
/// <param name="Line">Its line in the page, from 1.</param>
internal abstract record TextBlock(int Line);

/// <summary>A paragraph.</summary>
/// <param name="Line">Its line in the page, from 1.</param>
/// <param name="Text">The words, without line breaks.</param>
internal sealed record Paragraph(int Line, string Text) : TextBlock(Line);

/// <summary>A paragraph of a list item.</summary>
/// <param name="Line">Its line in the page, from 1.</param>
/// <param name="Depth">How many lists stand around the list.</param>
/// <param name="Marker">What stands before the words, for example <c>-</c> or <c>2.</c>; empty for a further paragraph of the item.</param>
/// <param name="Text">The words, without line breaks.</param>
internal sealed record ListItem(int Line, int Depth, string Marker, string Text) : TextBlock(Line);

/// <summary>Lines that are kept as they are.</summary>
/// <param name="Line">Its line in the page, from 1.</param>
/// <param name="Language">What the fence says it is; empty when it says nothing.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Code(int Line, string Language, IReadOnlyList<string> Lines) : TextBlock(Line);

/// <summary>A table, its header first.</summary>
/// <param name="Line">Its line in the page, from 1.</param>
/// <param name="Rows">The cells of each row.</param>
internal sealed record Table(int Line, IReadOnlyList<IReadOnlyList<string>> Rows) : TextBlock(Line);
