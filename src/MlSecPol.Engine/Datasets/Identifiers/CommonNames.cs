using System.Collections.Frozen;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Common given names and surnames, and words for streets, read from the lists in this assembly on the first question.</summary>
internal static class CommonNames
{
    private const string Folder = "datasets/";

    private static readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> Names =
        new(() => Words("names.txt", skipped: 2).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>());

    private static readonly Lazy<FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>>> Streets =
        new(() => Words("streets.txt", skipped: 1).Where(w => w[0] != '-').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>());

    private static readonly Lazy<string[]> StreetEndings = new(() => [.. Words("streets.txt", skipped: 1).Where(w => w[0] == '-').Select(w => w[1..])]);

    /// <summary>Whether a word is a common given name or surname; a text in Han or Hangul characters, whether it begins with a common surname.</summary>
    internal static bool IsName(ReadOnlySpan<char> word)
    {
        if (word[0] < '\u1100') return Names.Value.Contains(word);
        // Families of one or two characters, then one to three for the person.
        return word.Length is >= 2 and <= 5 && (Names.Value.Contains(word[..1]) || (word.Length > 2 && Names.Value.Contains(word[..2])));
    }

    /// <summary>Whether a word means a street, or ends in one.</summary>
    internal static bool IsStreet(ReadOnlySpan<char> word)
    {
        if (Streets.Value.Contains(word)) return true;
        foreach (var ending in StreetEndings.Value)
        {
            if (word.Length > ending.Length && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return word[0] > '\u2E80' && Streets.Value.Contains(word[^1..]);
    }

    private static List<string> Words(string file, int skipped)
    {
        using var stream = typeof(CommonNames).Assembly.GetManifestResourceStream(Folder + file) ?? throw new InvalidOperationException($"{file} is missing in the assembly.");
        using var reader = new StreamReader(stream);
        var words = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#')) words.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(skipped));
        }

        return words;
    }
}
