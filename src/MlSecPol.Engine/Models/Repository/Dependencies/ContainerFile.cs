using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads what a Dockerfile builds on and what its commands install.</summary>
internal static class ContainerFile
{
    /// <summary>Whether a file of that name is one.</summary>
    internal static bool IsName(string name) =>
        name.Equals("Dockerfile", StringComparison.OrdinalIgnoreCase) || name.Equals("Containerfile", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Dockerfile.", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".dockerfile", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its instructions, each with the number of its first line; continued lines are joined.</summary>
    internal static IEnumerable<(int Line, string Text)> Instructions(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var text = lines[i].Trim();
            while (text.EndsWith('\\') && i + 1 < lines.Length) text = text[..^1] + " " + (lines[++i].TrimStart().StartsWith('#') ? "\\" : lines[i].Trim());
            if (text.Length > 0 && text[0] != '#') yield return (number, text);
        }
    }

    /// <summary>What it asks for.</summary>
    internal static IEnumerable<PackageRequirement> Read(string path, string[] lines)
    {
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "scratch" };
        foreach (var (line, text) in Instructions(lines))
        {
            var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words[0].Equals("FROM", StringComparison.OrdinalIgnoreCase))
            {
                var image = words.Skip(1).FirstOrDefault(w => !w.StartsWith("--", StringComparison.Ordinal)) ?? string.Empty;
                if (image.Length > 0 && !stages.Contains(image) && !image.Contains('$', StringComparison.Ordinal)) yield return new PackageRequirement(path, line, "image " + ShortText.Of(image), Judge(image), ShortText.Of(text));
                if (Array.FindIndex(words, w => w.Equals("AS", StringComparison.OrdinalIgnoreCase)) is var at and > 0 && at + 1 < words.Length) stages.Add(words[at + 1]);
            }
            else if (words[0].Equals("RUN", StringComparison.OrdinalIgnoreCase))
            {
                for (var i = 1; i + 1 < words.Length; i++)
                {
                    var isPip = words[i] is "pip" or "pip3" || words[i].EndsWith("/pip", StringComparison.Ordinal) || words[i].EndsWith("/pip3", StringComparison.Ordinal);
                    if (!isPip || words[i + 1] != "install") continue;
                    foreach (var requirement in PipList.Words(path, line, words[(i + 2)..])) yield return requirement;
                }
            }
        }
    }

    private static Pinning Judge(string image)
    {
        if (image.Contains("@sha256:", StringComparison.Ordinal)) return Pinning.Content;
        // A port of the registry stands before the last slash.
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains(':', StringComparison.Ordinal) && !name.EndsWith(":latest", StringComparison.Ordinal) ? Pinning.Version : Pinning.Open;
    }
}
