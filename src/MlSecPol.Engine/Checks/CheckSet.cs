using System.IO.Enumeration;
using System.Reflection;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Checks;

/// <summary>The checks on facts of one kind, each with its catalogue entry, in the order of their ids.</summary>
/// <typeparam name="TFacts">What the checks look at.</typeparam>
public sealed class CheckSet<TFacts>
{
    private CheckSet(IReadOnlyList<Entry> entries) => Entries = entries;

    /// <summary>Every check on such facts.</summary>
    /// <exception cref="InvalidOperationException">A check has no entry in the catalogue.</exception>
    public static CheckSet<TFacts> All { get; } = new([.. Discover().OrderBy(e => e.Info.CheckId, StringComparer.Ordinal)]);

    /// <summary>The checks with their catalogue entries.</summary>
    internal IReadOnlyList<Entry> Entries { get; }

    /// <summary>The checks that match one of the patterns to include (none means all) and none of the patterns to exclude.</summary>
    /// <exception cref="UsageException">A pattern matches no check, or nothing is left.</exception>
    public CheckSet<TFacts> Select(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        foreach (var pattern in include.Concat(exclude))
        {
            if (!Entries.Any(e => Matches(pattern, e)))
            {
                throw new UsageException(
                    "MlSecPol.Check.Unknown",
                    $"'{pattern}' matches no check that this command runs.",
                    $"Use one of: {string.Join(", ", Entries.Select(e => e.Info.CheckId))}.");
            }
        }

        var chosen = Entries.Where(e => (include.Count == 0 || include.Any(p => Matches(p, e))) && !exclude.Any(p => Matches(p, e))).ToArray();
        return chosen.Length > 0
            ? new(chosen)
            : throw new UsageException("MlSecPol.Check.NoneLeft", "The patterns to include and to exclude leave no check.", "Loosen one of them.");
    }

    private static bool Matches(string pattern, Entry entry) => FileSystemName.MatchesSimpleExpression(pattern, entry.Info.CheckId, ignoreCase: true);

    private static IEnumerable<Entry> Discover() =>
        from type in typeof(CheckSet<>).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(Check<TFacts>))
        let id = type.GetCustomAttribute<CheckAttribute>()?.Id ?? throw new InvalidOperationException($"{type} names no check.")
        let info = PolicyCatalogue.Current.FindCheck(id) ?? throw new InvalidOperationException($"Check {id} has no entry in the catalogue.")
        select new Entry((Check<TFacts>)Activator.CreateInstance(type)!, info);

    /// <summary>A check and what the catalogue says of it.</summary>
    internal sealed record Entry(Check<TFacts> Check, CheckInfo Info);
}
