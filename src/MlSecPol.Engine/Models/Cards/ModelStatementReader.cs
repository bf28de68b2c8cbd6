using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Cards;

/// <summary>Reads what stands beside a model in the layout of the Hub: the front matter of README.md and the configuration in config.json.</summary>
public static class ModelStatementReader
{
    private const int LongestFile = 1 << 20;
    private const int LongestValue = 1024;

    /// <summary>What is said of the models in a folder: of each file the nearest one, in the folder or above it.</summary>
    /// <param name="folder">The folder of the model, a full path.</param>
    /// <param name="root">The highest folder to look in, the same one or one above it; sources are named from there.</param>
    public static ModelStatements Read(string folder, string root)
    {
        var statements = new List<CardStatement>();
        var unread = new List<string>();
        Take("README.md", (text, name) => [.. FrontMatter.Read(text, name), .. CardSections.Statements(text, name)]);
        Take("config.json", HubConfiguration.Read);
        return statements.Count + unread.Count == 0 ? ModelStatements.Empty : new ModelStatements(statements, unread);

        void Take(string file, Func<string, string, List<CardStatement>> read)
        {
            if (Nearest(folder, root, file) is not { } path) return;
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            try
            {
                statements.AddRange(read(Text(path), name).Select(Shortened));
            }
            catch (Exception e) when (e is ArtifactException or FormatException)
            {
                unread.Add($"{name} cannot be read: {e.Message}");
            }
        }
    }

    private static string? Nearest(string folder, string root, string file)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var path = Path.Combine(at, file);
            if (File.Exists(path)) return path;
            if (at.Length <= root.Length) break;
        }

        return null;
    }

    private static string Text(string path)
    {
        using var source = FileSource.Open(path);
        if (source.Length > LongestFile) throw new FormatException("it is larger than 1 MiB.");
        var bytes = new byte[source.Length];
        return Encoding.UTF8.GetString(bytes, 0, source.Read(0, bytes));
    }

    private static CardStatement Shortened(CardStatement statement) =>
        statement with { Value = Short(statement.Value)!, Amount = Short(statement.Amount), Scope = Short(statement.Scope) };

    private static string? Short(string? text) => text is null ? null : ShortText.Of(text, LongestValue);
}
