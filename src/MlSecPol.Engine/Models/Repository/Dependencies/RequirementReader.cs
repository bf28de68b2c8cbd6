using System.Buffers;
using System.Collections.Frozen;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads lists of packages: requirement files as pip reads them, and the dependencies of <c>pyproject.toml</c>.</summary>
internal static class RequirementReader
{
    private const int MostRequirements = 10_000;
    private const int LongestText = 120;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" =<>!~[;@(");

    private static readonly FrozenSet<string> LockFiles = new[]
    {
        "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "conda-lock.yml", "pixi.lock",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name fixes the versions of all packages.</summary>
    internal static bool IsLockFile(string name) => LockFiles.Contains(name);

    /// <summary>Adds the packages.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        foreach (var file in facts.Files)
        {
            facts.Token.ThrowIfCancellationRequested();
            var isList = file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
                && (file.Name.Contains("requirements", StringComparison.OrdinalIgnoreCase) || file.Path.Contains("requirements/", StringComparison.OrdinalIgnoreCase));
            var isProject = file.Name == "pyproject.toml";
            if ((!isList && !isProject) || facts.Text(file, RepositoryAspect.Dependencies) is not { } text) continue;
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            foreach (var requirement in isList ? List(file.Path, lines) : Project(file.Path, lines))
            {
                if (facts.Requirements.Count >= MostRequirements)
                {
                    facts.AddGap(RepositoryAspect.Dependencies, CoverageGapKind.LimitReached, file.Path, $"The folder asks for more than {MostRequirements} packages.");
                    return;
                }

                facts.Requirements.Add(requirement);
            }
        }
    }

    private static IEnumerable<PackageRequirement> List(string path, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var number = i + 1;
            var line = WithoutComment(lines[i]);
            // A hash stands on lines of its own that are joined by backslashes.
            while (line.EndsWith('\\') && i + 1 < lines.Length) line = line[..^1] + " " + WithoutComment(lines[++i]);
            line = line.Trim();
            if (line.Length == 0) continue;
            if (line[0] == '-' && !line.StartsWith("-e ", StringComparison.Ordinal) && !line.StartsWith("--editable", StringComparison.Ordinal))
            {
                if (Source(line) is { } source) yield return new PackageRequirement(path, number, line.Split(' ', '=')[0], source, Shorten(line));
            }
            else
            {
                yield return new PackageRequirement(path, number, Name(line), Judge(line), Shorten(line));
            }
        }
    }

    private static string WithoutComment(string line) =>
        line.TrimStart().StartsWith('#') ? string.Empty : line.IndexOf(" #", StringComparison.Ordinal) is var at and >= 0 ? line[..at].TrimEnd() : line.TrimEnd();

    private static Pinning? Source(string option)
    {
        if (option.StartsWith("--trusted-host", StringComparison.Ordinal)) return Pinning.UntrustedSource;
        var isIndex = option.StartsWith("--index-url", StringComparison.Ordinal) || option.StartsWith("-i ", StringComparison.Ordinal) || option.StartsWith("--extra-index-url", StringComparison.Ordinal)
            || option.StartsWith("--find-links", StringComparison.Ordinal) || option.StartsWith("-f ", StringComparison.Ordinal);
        if (isIndex && option.Contains("http://", StringComparison.OrdinalIgnoreCase)) return Pinning.UntrustedSource;
        return option.StartsWith("--extra-index-url", StringComparison.Ordinal) ? Pinning.SecondSource : null;
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
            return at > 0 && GitFolder.IsCommit(fragment[0][(at + 1)..].Trim()) ? Pinning.Content : Pinning.Open;
        }

        var equals = plain.IndexOf("==", StringComparison.Ordinal);
        return equals > 0 && !plain.EndsWith(".*", StringComparison.Ordinal) && !plain.Contains(',', StringComparison.Ordinal) ? Pinning.Version : Pinning.Open;
    }

    private static string Name(string requirement)
    {
        var end = requirement.AsSpan().IndexOfAny(NameEnds);
        return Shorten(end > 0 ? requirement[..end] : requirement);
    }

    /// <summary>The lists of texts under <c>[project]</c> and the tables of Poetry, line by line; that is all of TOML that they use.</summary>
    private static IEnumerable<PackageRequirement> Project(string path, string[] lines)
    {
        var (section, inList) = (string.Empty, false);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = WithoutComment(lines[i]).Trim();
            if (!inList && line.StartsWith('['))
            {
                section = line.Trim('[', ']').Trim();
                continue;
            }

            if (!inList && section == "project" && line.StartsWith("dependencies", StringComparison.Ordinal) && line.Contains('[', StringComparison.Ordinal))
            {
                inList = true;
                line = line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..];
            }

            if (inList)
            {
                foreach (var text in Quoted(line)) yield return new PackageRequirement(path, i + 1, Name(text), Judge(text), Shorten(text));
                inList = !EndsList(line);
            }
            else if (section.StartsWith("tool.poetry", StringComparison.Ordinal) && section.EndsWith("dependencies", StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                var name = line[..at].Trim();
                var version = Quoted(line[at..]).FirstOrDefault() ?? string.Empty;
                if (name != "python") yield return new PackageRequirement(path, i + 1, name, IsOneVersion(version) ? Pinning.Version : Pinning.Open, Shorten(line));
            }
        }
    }

    private static bool IsOneVersion(string version) => version.TrimStart('=') is { Length: > 0 } plain && plain.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') && char.IsAsciiDigit(plain[0]);

    private static IEnumerable<string> Quoted(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is not ('"' or '\'')) continue;
            var end = line.IndexOf(line[i], i + 1);
            if (end < 0) yield break;
            yield return line[(i + 1)..end];
            i = end;
        }
    }

    private static bool EndsList(string line)
    {
        // Extras stand in brackets inside the texts.
        var quote = '\0';
        foreach (var c in line)
        {
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'') quote = c;
            else if (c == ']') return true;
        }

        return false;
    }

    private static string Shorten(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;
}
