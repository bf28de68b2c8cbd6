using MlSecPol.Engine.Models.Cards;

namespace MlSecPol.Engine.Models.Repository.Cards;

/// <summary>Reads the model card of a folder.</summary>
internal static class ModelCardReader
{
    private static readonly string[] Names = ["README.md", "MODEL_CARD.md", "modelcard.md"];

    /// <summary>The card; null when the folder has none.</summary>
    internal static ModelCard? Read(RepositoryBuilder facts)
    {
        var file = Names.Select(n => facts.Files.Find(f => f.Path.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null);
        if (file is null || facts.Text(file, RepositoryAspect.Card) is not { } text) return null;
        text = text.ReplaceLineEndings("\n");
        var body = text;
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            (var block, body) = FrontMatter.Split(text);
            if (block is not null) fields = FrontMatter.Fields(block);
        }
        catch (FormatException e)
        {
            facts.AddGap(RepositoryAspect.Card, CoverageGapKind.Malformed, file.Path, $"The front matter of '{file.Path}' cannot be read: {e.Message}");
            facts.AddGap(RepositoryAspect.Licences, CoverageGapKind.Malformed, file.Path, $"The front matter of '{file.Path}' cannot be read: {e.Message}");
        }

        return new ModelCard(file.Path, fields, Sections(body));
    }

    /// <summary>Headings whose section, with the deeper sections in it, makes a statement.</summary>
    private static string[] Sections(string body) =>
    [
        .. CardSections.Read(body).Where(s => s.Text.Split('\n').Any(CardSections.IsStatement)).SelectMany(s => s.Headings).Where(h => h.Length > 0).Distinct(StringComparer.Ordinal),
    ];
}
