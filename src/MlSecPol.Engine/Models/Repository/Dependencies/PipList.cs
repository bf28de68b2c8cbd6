using System.Buffers;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads requirements in the form of pip: lists, single specifications, and the words of a command.</summary>
internal static class PipList
{

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" =<>!~[;@(");
    private static readonly string[] Sources = ["--index-url", "-i", "--extra-index-url", "--find-links", "-f"];
    private static readonly string[] OtherValued = ["-r", "--requirement", "-c", "--constraint", "-t", "--target", "--prefix", "--root", "--python-version", "--platform", "--cache-dir"];

    /// <summary>What a requirement file asks for.</summary>
    internal static IEnumerable<PackageRequirement> Lines(string path, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var line = WithoutComment(lines[i]);
            // A hash stands on lines of its own that are joined by backslashes.
            while (line.EndsWith('\\') && i + 1 < lines.Length) line = line[..^1] + " " + WithoutComment(lines[++i]);
            if (Line(path, number, line.Trim()) is { } requirement) yield return requirement;
        }
    }

    /// <summary>What one line asks for; null for nothing, or an option that says nothing on where packages come from.</summary>
    internal static PackageRequirement? Line(string path, int number, string line)
    {
        if (line.Length == 0) return null;
        if (line[0] != '-' || line.StartsWith("-e ", StringComparison.Ordinal) || line.StartsWith("--editable", StringComparison.Ordinal)) return Of(path, number, line);
        return Source(line) is { } source ? new PackageRequirement(path, number, line.Split(' ', '=')[0], source, ShortText.Of(line)) : null;
    }

    /// <summary>A requirement by its specification.</summary>
    internal static PackageRequirement Of(string path, int number, string specification) => new(path, number, Name(specification), Judge(specification), ShortText.Of(specification));

    /// <summary>What the words behind <c>pip install</c> ask for.</summary>
    internal static IEnumerable<PackageRequirement> Words(string path, int number, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Trim('"', '\'');
            if (word is "&&" or ";" or "|" or "||" or "#") yield break;
            var option = word.Split('=')[0];
            if (word.StartsWith('-') && (Sources.Contains(option) || option == "--trusted-host"))
            {
                var whole = word.Contains('=', StringComparison.Ordinal) || i + 1 >= words.Count ? word : $"{word} {words[++i].Trim('"', '\'')}";
                if (Line(path, number, whole) is { } source) yield return source;
            }
            else if (OtherValued.Contains(word))
            {
                i++;
            }
            else if (word.Length > 0 && word[0] is not ('-' or '.' or '/' or '$' or '{'))
            {
                yield return Of(path, number, word.TrimEnd(';'));
                if (word.EndsWith(';')) yield break;
            }
        }
    }

    /// <summary>The line without what follows its comment sign.</summary>
    internal static string WithoutComment(string line) =>
        line.TrimStart().StartsWith('#') ? string.Empty : line.IndexOf(" #", StringComparison.Ordinal) is var at and >= 0 ? line[..at].TrimEnd() : line.TrimEnd();

    private static Pinning? Source(string option)
    {
        if (option.StartsWith("--trusted-host", StringComparison.Ordinal)) return Pinning.UntrustedSource;
        var name = option.Split(' ', '=')[0];
        if (Sources.Contains(name) && option.Contains("http://", StringComparison.OrdinalIgnoreCase)) return Pinning.UntrustedSource;
        return name == "--extra-index-url" ? Pinning.SecondSource : null;
    }

    private static Pinning Judge(string requirement)
    {
        if (requirement.Contains("--hash=", StringComparison.Ordinal)) return Pinning.Content;
        var marker = requirement.IndexOf(';', StringComparison.Ordinal);
        var plain = (marker < 0 ? requirement : requirement[..marker]).Trim();
        if (plain.Contains("://", StringComparison.Ordinal))
        {
            var fragment = plain.Split('#');
            if (fragment.Length > 1 && fragment[1].Contains("sha256=", StringComparison.Ordinal)) return Pinning.Content;
            var at = fragment[0].LastIndexOf('@');
            return at > 0 && GitFolder.IsCommit(fragment[0][(at + 1)..].Trim()) ? Pinning.Content
                : plain.Contains("http://", StringComparison.OrdinalIgnoreCase) ? Pinning.UntrustedSource
                : Pinning.Open;
        }

        var equals = plain.IndexOf("==", StringComparison.Ordinal);
        return equals > 0 && !plain.EndsWith(".*", StringComparison.Ordinal) && !plain.Contains(',', StringComparison.Ordinal) ? Pinning.Version : Pinning.Open;
    }

    private static string Name(string requirement)
    {
        var end = requirement.AsSpan().IndexOfAny(NameEnds);
        return ShortText.Of(end > 0 ? requirement[..end] : requirement);
    }
}
