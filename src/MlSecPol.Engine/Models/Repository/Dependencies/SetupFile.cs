using MlSecPol.Engine.Models.Repository.Code;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads the packages that <c>setup.cfg</c> and <c>setup.py</c> name; what <c>setup.py</c> computes is not known without running it.</summary>
internal static class SetupFile
{
    /// <summary>What <c>setup.cfg</c> asks for.</summary>
    internal static IEnumerable<PackageRequirement> Configuration(string path, string[] lines)
    {
        var (section, inList) = (string.Empty, false);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = PipList.WithoutComment(lines[i]);
            if (line.StartsWith('['))
            {
                (section, inList) = (line.Trim().Trim('[', ']'), false);
            }
            else if (line.Length > 0 && !char.IsWhiteSpace(line[0]))
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                inList = at > 0 && (section == "options.extras_require" || (section == "options" && line[..at].Trim() is "install_requires" or "setup_requires"));
                if (inList && PipList.Line(path, i + 1, line[(at + 1)..].Trim()) is { } first) yield return first;
            }
            else if (inList && PipList.Line(path, i + 1, line.Trim()) is { } requirement)
            {
                yield return requirement;
            }
        }
    }

    /// <summary>What the literal lists of <c>setup.py</c> ask for.</summary>
    internal static IEnumerable<PackageRequirement> Script(string path, string text, CancellationToken token)
    {
        var source = PythonSource.Read(text, token);
        for (var i = 0; i + 2 < source.Tokens.Length; i++)
        {
            if ((!source.Is(i, "install_requires") && !source.Is(i, "setup_requires")) || !source.Is(i + 1, '=') || !source.Is(i + 2, '[')) continue;
            for (i += 3; i < source.Tokens.Length && !source.Is(i, ']'); i++)
            {
                if (source.Tokens[i].Kind == PythonTokenKind.Text && source.Constant(i, i + 1) is { Length: > 0 } requirement) yield return PipList.Of(path, source.Tokens[i].Line, requirement);
            }
        }
    }
}
