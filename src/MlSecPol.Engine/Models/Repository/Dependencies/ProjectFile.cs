using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>
/// Reads the packages and their sources in <c>pyproject.toml</c> (the project's own tables, Poetry, uv) and <c>Pipfile</c>, line by line; that is all of TOML that they use.
/// </summary>
internal static class ProjectFile
{
    // Tables whose keys are packages, and tables of lists of specifications.
    private static readonly string[] PackageTables = ["packages", "dev-packages"];
    private static readonly string[] ListTables = ["project.optional-dependencies", "dependency-groups"];

    /// <summary>What a project asks for.</summary>
    internal static IEnumerable<PackageRequirement> Read(string path, string[] lines)
    {
        var (section, inList, sources) = (string.Empty, false, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = PipList.WithoutComment(lines[i]).Trim();
            if (!inList && line.StartsWith('['))
            {
                section = line.Trim('[', ']').Trim();
                if (IsSource(section)) sources++;
                continue;
            }

            if (!inList && BeginsList(section, line))
            {
                inList = true;
                line = line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..];
            }

            if (inList)
            {
                foreach (var text in Quoted(line)) yield return PipList.Of(path, i + 1, text);
                inList = !EndsList(line);
            }
            else if (line.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                var (key, value) = (line[..at].Trim().Trim('"', '\''), line[(at + 1)..].Trim());
                if (Source(section, key, value, sources) is { } source) yield return new PackageRequirement(path, i + 1, key, source, ShortText.Of(line));
                else if (IsPackageTable(section) && key != "python") yield return new PackageRequirement(path, i + 1, key, Judge(value), ShortText.Of(line));
            }
        }
    }

    private static bool IsSource(string section) => section is "source" or "tool.poetry.source" or "tool.uv.index" or "tool.pdm.source";

    private static bool IsPackageTable(string section) =>
        PackageTables.Contains(section) || (section.StartsWith("tool.poetry", StringComparison.Ordinal) && section.EndsWith("dependencies", StringComparison.Ordinal));

    private static bool BeginsList(string section, string line) =>
        line.Contains('[', StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)
        && (ListTables.Contains(section) || (section == "project" && line.StartsWith("dependencies", StringComparison.Ordinal)));

    private static Pinning? Source(string section, string key, string value, int sources)
    {
        var isIndex = (IsSource(section) && key == "url") || (section is "tool.uv" or "tool.uv.pip" && key is "index-url" or "extra-index-url" or "find-links");
        if (isIndex && value.Contains("http://", StringComparison.OrdinalIgnoreCase)) return Pinning.UntrustedSource;
        if (IsSource(section) && key == "verify_ssl" && value == "false") return Pinning.UntrustedSource;
        return (isIndex && key == "extra-index-url") || (IsSource(section) && key == "url" && sources > 1) ? Pinning.SecondSource : null;
    }

    private static Pinning Judge(string value)
    {
        if (value.Contains("rev", StringComparison.Ordinal) || value.Contains("ref", StringComparison.Ordinal))
            return Quoted(value).Any(GitFolder.IsCommit) ? Pinning.Content : Pinning.Open;
        var version = value.StartsWith('{') && value.IndexOf("version", StringComparison.Ordinal) is var at and > 0 ? value[at..] : value;
        return (Quoted(version).FirstOrDefault() ?? string.Empty).TrimStart('=').Trim() is { Length: > 0 } plain && char.IsAsciiDigit(plain[0]) && plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+')
            ? Pinning.Version
            : Pinning.Open;
    }

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
}
