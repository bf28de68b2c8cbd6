using System.Collections.Frozen;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The words of all kinds, and which kinds each announces.</summary>
internal static class AnnouncingWords
{
    private const int ShortestPlural = 5;

    private static readonly FrozenDictionary<string, Announcement> ByWord = IdentifierKinds.All
        .SelectMany(kind => kind.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries), (kind, word) => (Kind: kind, IsWeak: word[0] == '~', Word: word.TrimStart('~')))
        .GroupBy(entry => entry.Word, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(
            group => group.Key,
            group => new Announcement([.. group.Where(e => !e.IsWeak).Select(e => e.Kind)], [.. group.Where(e => e.IsWeak).Select(e => e.Kind)]),
            StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Announcement>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word announces, in the singular or plural and with or without a number behind it.</summary>
    internal static Announcement? Find(ReadOnlySpan<char> word)
    {
        if (BySpan.TryGetValue(word, out var found)) return found;
        var trimmed = word.TrimEnd("0123456789");
        if (trimmed.Length is > 0 && trimmed.Length < word.Length && BySpan.TryGetValue(trimmed, out found)) return found;
        return trimmed.Length >= ShortestPlural && trimmed[^1] is 's' or 'S' && BySpan.TryGetValue(trimmed[..^1], out found) ? found : null;
    }
}
