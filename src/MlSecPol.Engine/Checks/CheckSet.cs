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

    /// <summary>What the catalogue says of the checks.</summary>
    public IEnumerable<CheckInfo> Infos => Entries.Select(e => e.Info);

    /// <summary>The checks that match one of the patterns to include (none means all) and none of the patterns to exclude.</summary>
    /// <exception cref="UsageException">A pattern matches no check, or nothing is left.</exception>
    public CheckSet<TFacts> Select(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        var choice = new CheckChoice(include, exclude);
        choice.RequireSome([.. Infos]);
        return Select(choice);
    }

    /// <summary>The checks of the choice; there may be none.</summary>
    public CheckSet<TFacts> Select(CheckChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return new([.. Entries.Where(e => choice.Takes(e.Info.CheckId))]);
    }

    private static IEnumerable<Entry> Discover() =>
        from type in typeof(CheckSet<>).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(Check<TFacts>))
        let id = type.GetCustomAttribute<CheckAttribute>()?.Id ?? throw new InvalidOperationException($"{type} names no check.")
        let info = PolicyCatalogue.Current.FindCheck(id) ?? throw new InvalidOperationException($"Check {id} has no entry in the catalogue.")
        select new Entry((Check<TFacts>)Activator.CreateInstance(type)!, info);

    /// <summary>A check and what the catalogue says of it.</summary>
    internal sealed record Entry(Check<TFacts> Check, CheckInfo Info);
}
