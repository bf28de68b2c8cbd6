using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MlSecPol.HelpBuilder.Pages;

/// <summary>Cuts a Markdown page into sections of plain text. Markdown that help cannot show is a problem, never dropped.</summary>
internal sealed class HelpPageReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly string _file;
    private readonly List<Problem> _problems;

    private HelpPageReader(string file, List<Problem> problems)
    {
        _file = file;
        _problems = problems;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="file">The Markdown file.</param>
    /// <param name="problems">Takes what help cannot show.</param>
    /// <returns>The page; as much of it as could be read when problems were added.</returns>
    public static HelpPage Read(string file, List<Problem> problems) => new HelpPageReader(file, problems).Read();

    private HelpPage Read()
    {
        var title = string.Empty;
        List<HelpSection> sections = [];
        HelpSection? current = null;
        foreach (var block in Markdown.Parse(File.ReadAllText(_file), Pipeline))
        {
            if (block is HeadingBlock heading)
            {
                var text = Text(heading.Inline, heading);
                HelpSection section = new(text, heading.Line + 1);
                if (heading.Level == 1 && title.Length == 0) title = text;
                else if (heading.Level == 2) sections.Add(current = section);
                else if (heading.Level == 3 && sections.Count > 0) sections[^1].Subsections.Add(current = section);
                else Report(heading, $"The heading '{text}' must be of the second level, or of the third below one of the second.");
            }
            else if (current is null)
            {
                if (block is not LinkReferenceDefinitionGroup) Report(block, "Text before the first section belongs to nothing.");
            }
            else
            {
                current.Links.AddRange(block.Descendants<LinkInline>().Select(link => new HelpLink(Text(link, block), link.Url ?? string.Empty)));
                Append(current.Blocks, block);
            }
        }

        return new HelpPage(_file, title, sections);
    }

    private void Append(List<TextBlock> target, Block block)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                target.Add(new Paragraph(block.Line + 1, Text(paragraph.Inline, block)));
                break;
            case ListBlock list:
                AppendList(target, list, depth: 0);
                break;
            case FencedCodeBlock code:
                target.Add(new Code(block.Line + 1, code.Info ?? string.Empty, code.Lines.ToString().Split('\n')));
                break;
            case Markdig.Extensions.Tables.Table table:
                target.Add(new Table(block.Line + 1, table.Cast<TableRow>().Select(row => Cells(row)).ToList()));
                break;
            case LinkReferenceDefinitionGroup:
                break;
            default:
                Report(block, $"Help cannot show this kind of Markdown ({block.GetType().Name}).");
                break;
        }
    }

    private void AppendList(List<TextBlock> target, ListBlock list, int depth)
    {
        foreach (var item in list.Cast<ListItemBlock>())
        {
            var marker = list.IsOrdered ? $"{item.Order}." : "-";
            foreach (var block in item)
            {
                if (block is ParagraphBlock paragraph)
                {
                    target.Add(new ListItem(block.Line + 1, depth, marker, Text(paragraph.Inline, block)));
                    marker = string.Empty;
                }
                else if (block is ListBlock inner) AppendList(target, inner, depth + 1);
                else Report(block, "A list item may hold paragraphs and lists only.");
            }
        }
    }

    private List<string> Cells(TableRow row) =>
        row.Cast<TableCell>().Select(cell => string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => Text(paragraph.Inline, cell)))).ToList();

    private string Text(ContainerInline? inlines, Block block)
    {
        StringBuilder text = new();
        if (inlines is not null) Append(text, inlines, block);
        return text.ToString().Trim();
    }

    private void Append(StringBuilder text, ContainerInline inlines, Block block)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
                case LinkInline { IsImage: false } link:
                    Append(text, link, block);
                    if (link.Url?.StartsWith("https://", StringComparison.Ordinal) == true) text.Append(" (").Append(link.Url).Append(')');
                    break;
                case EmphasisInline emphasis:
                    Append(text, emphasis, block);
                    break;
                default:
                    Report(block, $"Help cannot show this kind of Markdown ({inline.GetType().Name}); code belongs in backticks.");
                    break;
            }
        }
    }

    private void Report(Block block, string message) => _problems.Add(new Problem(_file, block.Line + 1, message));
}
