using System.IO.Enumeration;

namespace MlSecPol.Engine.Checks;

/// <summary>Which checks are to run, by patterns of their ids.</summary>
/// <param name="Include">Patterns of checks to run; empty for all.</param>
/// <param name="Exclude">Patterns of checks not to run.</param>
public sealed record CheckChoice(IReadOnlyList<string> Include, IReadOnlyList<string> Exclude)
{
    /// <summary>Whether the check is chosen.</summary>
    public bool Takes(string checkId) => (Include.Count == 0 || Include.Any(p => Matches(p, checkId))) && !Exclude.Any(p => Matches(p, checkId));

    /// <summary>Makes sure that the choice can be meant.</summary>
    /// <param name="offered">The checks to choose from.</param>
    /// <exception cref="UsageException">A pattern matches no check, or nothing is left.</exception>
    public void RequireSome(IReadOnlyCollection<CheckInfo> offered)
    {
        ArgumentNullException.ThrowIfNull(offered);
        foreach (var pattern in Include.Concat(Exclude))
        {
            if (!offered.Any(c => Matches(pattern, c.CheckId)))
            {
                throw new UsageException(
                    "MlSecPol.Check.Unknown",
                    $"'{pattern}' matches no check that this command runs.",
                    $"Use one of: {string.Join(", ", offered.Select(c => c.CheckId))}.");
            }
        }

        if (!offered.Any(c => Takes(c.CheckId))) throw new UsageException("MlSecPol.Check.NoneLeft", "The patterns to include and to exclude leave no check.", "Loosen one of them.");
    }

    private static bool Matches(string pattern, string checkId) => FileSystemName.MatchesSimpleExpression(pattern, checkId, ignoreCase: true);
}
