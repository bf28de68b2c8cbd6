using MlSecPol.HelpBuilder.Pages;

namespace MlSecPol.HelpBuilder.Maml;

/// <summary>Running text as the paragraphs of MAML, which knows neither lists nor tables.</summary>
internal static class PlainText
{
    /// <summary>Writes a block.</summary>
    /// <param name="block">The block.</param>
    /// <returns>Its paragraphs; Get-Help wraps them.</returns>
    public static IEnumerable<string> Of(TextBlock block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        ListItem item => [$"{new string(' ', 2 * item.Depth)}{(item.Marker.Length == 0 ? " " : item.Marker)} {item.Text}"],
        Code code => [string.Join('\n', code.Lines)],
        Table table => table.Rows.Skip(1).Select(row => "- " + string.Join("; ", row.Select((cell, column) => $"{table.Rows[0][column]}: {cell}"))),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };
}
