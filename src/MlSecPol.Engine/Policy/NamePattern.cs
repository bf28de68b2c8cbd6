using System.IO.Enumeration;

namespace MlSecPol.Engine.Policy;

/// <summary>A name to look for, with or without wildcards. Spelling variants that the two policy documents use for the same name are alike.</summary>
internal readonly struct NamePattern(string text)
{
    private readonly string _text = Plain(text);

    /// <summary>Whether it can stand for several names, so that finding none is no mistake.</summary>
    public bool HasWildcards => _text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether it stands for the whole name.</summary>
    public bool Matches(string name) => Matches(_text, Plain(name));

    /// <summary>Whether each of its words occurs somewhere in the name.</summary>
    public bool MatchesWords(string name)
    {
        var plain = Plain(name);
        return _text.Length > 0 && _text.Split(' ').All(word => Matches($"*{word}*", plain));
    }

    // The backslash is the only character besides * and ? that the matcher treats as special.
    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name);

    // "Input and Output validation" and "Input/output validation", "Data backups & Recovery" and "data backups and recovery" are the same technique.
    private static string Plain(string name) =>
        string.Join(' ', name.Replace("&", " and ", StringComparison.Ordinal).Replace("/", " and ", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
