using System.Text;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Names of operations that nobody publishes which say that they run something or connect.</summary>
/// <param name="effect">What such an operation does.</param>
/// <param name="phrases">Words, or several behind one another, that say so wherever they stand in a name.</param>
/// <param name="names">Whole names that say so; as a part of another name they mean other things, such as the system of equations that is solved.</param>
internal sealed class TellingNames(HazardEffect effect, string[] phrases, string[] names)
{
    private const int LongestName = 256;

    private readonly string[] _phrases = [.. phrases.Select(p => $" {p} ")];

    /// <summary>What such an operation does.</summary>
    internal HazardEffect Effect => effect;

    /// <summary>Whether the words of a name say so.</summary>
    internal bool Fit(string name)
    {
        var words = Split(name.Length <= LongestName ? name : name[..LongestName]);
        return Array.Exists(_phrases, p => words.Contains(p, StringComparison.Ordinal)) || Array.Exists(names, n => words.AsSpan().Trim().SequenceEqual(n));
    }

    /// <summary>The words of <c>WordsLikeThis</c>, <c>words_like_this</c> and <c>HTTPWords2</c>: small, and with a blank around each.</summary>
    private static string Split(string name)
    {
        var words = new StringBuilder(" ");
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetter(name[i]))
            {
                if (words[^1] != ' ') words.Append(' ');
                continue;
            }

            // A capital begins a word behind a small letter, and when it is the last of several and a small one follows.
            var begins = i > 0 && char.IsAsciiLetterUpper(name[i]) && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (begins && words[^1] != ' ') words.Append(' ');
            words.Append(char.ToLowerInvariant(name[i]));
        }

        return words.Append(' ').ToString().Replace("  ", " ", StringComparison.Ordinal);
    }
}
