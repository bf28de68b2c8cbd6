using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>
/// Tells whether text is in Unicode normalisation form C (Unicode Annex 15): no character that the form changes, none that would combine with the one before it, and
/// marks in their order. By data of its own, as the platform has none where it runs without cultures.
/// </summary>
internal static class NormalForm
{
    private const int FirstSyllable = 0xAC00;
    private const int LastSyllable = 0xD7A3;
    private const int SyllablesPerVowel = 28;

    // First bytes of all characters that the data speak of; what has none of them is in form C.
    private static readonly SearchValues<byte> Leads = SearchValues.Create(LeadBytes());

    private static readonly Lazy<Tables> Data = new(Load);

    /// <summary>Whether UTF-8 text is in form C; ill-formed parts of it say nothing.</summary>
    internal static bool IsComposed(ReadOnlySpan<byte> text) => !text.ContainsAny(Leads) || IsComposed(text, Data.Value);

    private static bool IsComposed(ReadOnlySpan<byte> text, Tables data)
    {
        var (starter, previousClass, isAdjacent) = (-1, 0, false);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done)
            {
                (starter, previousClass) = (-1, 0);
                text = text[length..];
                continue;
            }

            text = text[length..];
            var value = rune.Value;
            if (value < 0x300)
            {
                (starter, previousClass, isAdjacent) = (value, 0, true);
                continue;
            }

            if (data.Changed.Contains(value)) return false;
            var order = data.Classes.GetValueOrDefault(value);
            if (order != 0 && previousClass > order) return false;
            // A mark is kept from the letter by another one of its own class, and a letter by any mark.
            var isFree = isAdjacent || (order != 0 && previousClass < order);
            if (starter >= 0 && isFree && AreSyllable(starter, value)) return false;
            if (starter >= 0 && isFree && Composes(starter, value, order, data)) return false;
            if (order == 0) (starter, previousClass, isAdjacent) = (value, 0, true);
            else (previousClass, isAdjacent) = (order, false);
        }

        return true;
    }

    /// <summary>
    /// Whether a character combines with the one before it, or with the letter inside of that: a mark of a lower class belongs before the one that was taken in.
    /// </summary>
    private static bool Composes(int starter, int value, int order, Tables data)
    {
        if (data.Composes.Contains(Pair(starter, value))) return true;
        while (order != 0 && data.Parts.TryGetValue(starter, out var parts) && data.Classes.GetValueOrDefault(parts.Mark) > order)
        {
            starter = parts.Letter;
            if (data.Composes.Contains(Pair(starter, value))) return true;
        }

        return false;
    }

    /// <summary>Whether two Korean letters, or a syllable and a letter, are written as one syllable.</summary>
    private static bool AreSyllable(int first, int second) =>
        (first is >= 0x1100 and <= 0x1112 && second is >= 0x1161 and <= 0x1175)
        || (first is >= FirstSyllable and <= LastSyllable && (first - FirstSyllable) % SyllablesPerVowel == 0 && second is >= 0x11A8 and <= 0x11C2);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static Tables Load()
    {
        using var stream = typeof(NormalForm).Assembly.GetManifestResourceStream("datasets/normalization.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var changed = Items(root.GetProperty("changed")).SelectMany(Range);
        var classes = new Dictionary<int, int>();
        foreach (var item in Items(root.GetProperty("classes")))
        {
            var colon = item.IndexOf(':', StringComparison.Ordinal);
            foreach (var value in Range(item[..colon])) classes[value] = int.Parse(item[(colon + 1)..], CultureInfo.InvariantCulture);
        }

        var parts = new Dictionary<int, (int Letter, int Mark)>();
        foreach (var mark in root.GetProperty("composes").EnumerateObject())
        {
            foreach (var item in Items(mark.Value)) parts[Number(item[(item.IndexOf('=', StringComparison.Ordinal) + 1)..])] = (Number(item[..item.IndexOf('=', StringComparison.Ordinal)]), Number(mark.Name));
        }

        return new(changed.ToFrozenSet(), classes.ToFrozenDictionary(), parts.Values.Select(p => Pair(p.Letter, p.Mark)).ToFrozenSet(), parts.ToFrozenDictionary());
    }

    private static string[] Items(JsonElement text) => text.GetString()!.Split(' ');

    private static IEnumerable<int> Range(string item)
    {
        var ends = item.Split('-');
        var first = Number(ends[0]);
        return Enumerable.Range(first, Number(ends[^1]) - first + 1);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte[] LeadBytes() => [0xCC, 0xCD, 0xCE, .. Enumerable.Range(0xD2, 0xF5 - 0xD2).Select(b => (byte)b).Where(b => b is not (>= 0xE4 and <= 0xE9) and not (>= 0xEB and <= 0xED))];

    /// <summary>What the form changes, the combining classes of marks, the pairs that become one character, and what such characters are made of.</summary>
    private sealed record Tables(FrozenSet<int> Changed, FrozenDictionary<int, int> Classes, FrozenSet<long> Composes, FrozenDictionary<int, (int Letter, int Mark)> Parts);
}
