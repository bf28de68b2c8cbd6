using MlSecPol.HelpBuilder.Pages;

namespace MlSecPol.HelpBuilder.Topics;

/// <summary>Writes an about topic as the plain text that Get-Help shows unchanged: 80 columns, section titles in capitals.</summary>
internal sealed class TopicWriter
{
    private const int Width = 80;
    private const int Indent = 4;
    private const int Gap = 2;
    private const int NarrowestLastColumn = 20;

    private static readonly string[] Required = ["Short description", "Long description"];

    private readonly List<string> _lines = [];
    private readonly HelpPage _page;
    private readonly List<Problem> _problems;

    private TopicWriter(HelpPage page, List<Problem> problems)
    {
        _page = page;
        _problems = problems;
    }

    /// <summary>Writes a topic.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="problems">Takes what is wrong with the page.</param>
    /// <returns>The text.</returns>
    public static string Write(HelpPage page, List<Problem> problems)
    {
        TopicWriter writer = new(page, problems);
        writer.Write();
        return string.Join('\n', writer._lines) + "\n";
    }

    private void Write()
    {
        var name = Path.GetFileNameWithoutExtension(_page.File);
        if (_page.Title != name) Report(1, $"The title must be '{name}'.");
        if (!_page.Sections.Take(Required.Length).Select(section => section.Heading).SequenceEqual(Required, StringComparer.Ordinal))
            Report(1, $"A topic begins with the sections {string.Join(" and ", Required.Select(heading => $"'{heading}'"))}.");

        // Get-Help takes the fifth line of the file for the synopsis, so the short description is one line and stands there.
        _lines.AddRange(["TOPIC", Pad(name)]);
        if (_page.Section(Required[0]) is { } description && description.Blocks is not [Paragraph { Text.Length: <= Width - Indent }])
            Report(description.Line, $"The short description must be one paragraph of at most {Width - Indent} characters.");

        foreach (var section in _page.Sections)
        {
            Heading(section.Heading.ToUpperInvariant());
            Append(section.Blocks);
            foreach (var subsection in section.Subsections)
            {
                Heading(new string(' ', Gap) + subsection.Heading);
                Append(subsection.Blocks);
            }
        }
    }

    private void Heading(string text)
    {
        if (_lines[^1].Length > 0) _lines.Add(string.Empty);
        _lines.Add(text);
    }

    private void Append(List<TextBlock> blocks)
    {
        TextBlock? previous = null;
        foreach (var block in blocks)
        {
            if (previous is not null && !(previous is ListItem && block is ListItem)) _lines.Add(string.Empty);
            Append(block);
            previous = block;
        }
    }

    private void Append(TextBlock block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                _lines.AddRange(TextWrap.Wrap(paragraph.Text, Width - Indent).Select(Pad));
                break;
            case ListItem item:
                var left = new string(' ', Gap * item.Depth) + item.Marker + " ";
                var lines = TextWrap.Wrap(item.Text, Width - Indent - left.Length);
                _lines.AddRange(lines.Select((line, index) => Pad((index == 0 ? left : new string(' ', left.Length)) + line)));
                break;
            case Code code:
                if (code.Lines.Any(line => line.Length > Width - Indent - Gap)) Report(code.Line, $"Code in a topic must fit {Width - Indent - Gap} columns.");
                _lines.AddRange(code.Lines.Select(line => Pad(new string(' ', Gap) + line).TrimEnd()));
                break;
            case Table table:
                Append(table);
                break;
        }
    }

    /// <summary>Sets columns side by side; the last one takes what is left and wraps.</summary>
    private void Append(Table table)
    {
        var columns = table.Rows[0].Count;
        var widths = Enumerable.Range(0, columns).Select(column => table.Rows.Max(row => row[column].Length)).ToArray();
        var left = widths[..^1].Sum(width => width + Gap);
        widths[^1] = Math.Min(widths[^1], Width - Indent - left);
        if (Width - Indent - left < NarrowestLastColumn)
        {
            Report(table.Line, $"The table leaves fewer than {NarrowestLastColumn} columns for its last column; shorten the others.");
            return;
        }

        foreach (var row in table.Rows)
        {
            var start = string.Concat(row.Take(columns - 1).Select((cell, column) => cell.PadRight(widths[column] + Gap)));
            var lines = TextWrap.Wrap(row[^1], widths[^1]);
            _lines.AddRange(lines.Select((line, index) => Pad((index == 0 ? start : new string(' ', left)) + line).TrimEnd()));
            if (ReferenceEquals(row, table.Rows[0])) _lines.Add(Pad(string.Join(new string(' ', Gap), widths.Select(width => new string('-', width)))));
        }
    }

    private static string Pad(string text) => new string(' ', Indent) + text;

    private void Report(int line, string message) => _problems.Add(new Problem(_page.File, line, message));
}
