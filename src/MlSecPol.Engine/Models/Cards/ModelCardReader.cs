namespace MlSecPol.Engine.Models.Cards;

/// <summary>Reads what stands beside a model in the layout of the Hub: the front matter of README.md and the configuration in config.json.</summary>
public static class ModelCardReader
{
    private const int LongestFile = 1 << 20;

    /// <summary>The card of the models in a folder.</summary>
    /// <param name="folder">The folder, a full path.</param>
    public static ModelCard Read(string folder)
    {
        var statements = new List<CardStatement>();
        var unread = new List<string>();
        Take(Path.Combine(folder, "README.md"), FrontMatter.Read, statements, unread);
        Take(Path.Combine(folder, "config.json"), HubConfiguration.Read, statements, unread);
        return statements.Count + unread.Count == 0 ? ModelCard.Empty : new ModelCard(statements, unread);
    }

    private static void Take(string path, Func<string, string, List<CardStatement>> read, List<CardStatement> statements, List<string> unread)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (!File.Exists(path)) return;
            using var source = Artifacts.FileSource.Open(path);
            if (source.Length > LongestFile)
            {
                unread.Add($"{name} is larger than 1 MiB.");
                return;
            }

            var bytes = new byte[source.Length];
            var length = source.Read(0, bytes);
            statements.AddRange(read(System.Text.Encoding.UTF8.GetString(bytes, 0, length), name));
        }
        catch (Exception e) when (e is Artifacts.ArtifactException or FormatException)
        {
            unread.Add($"{name} cannot be read: {e.Message}");
        }
    }
}
