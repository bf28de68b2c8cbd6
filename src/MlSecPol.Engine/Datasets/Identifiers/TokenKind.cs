using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>A kind of identifier that is one token of letters, digits and customary separators.</summary>
/// <param name="id">The short name.</param>
/// <param name="name">What several of them are called.</param>
/// <param name="locale">The country that issues it.</param>
/// <param name="forms">
/// The ways to write it, separated by vertical bars: <c>9</c> is a digit, <c>A</c> a letter, <c>*</c> a letter or digit; blanks, hyphens, full stops, slashes, plus
/// signs and brackets stand for themselves.
/// </param>
/// <param name="words">Words that announce it.</param>
/// <param name="chance">The share of random texts of its form that are valid.</param>
internal abstract class TokenKind(string id, string name, string? locale, string forms, string words, double chance = 1) : IdentifierKind(id, name, locale)
{
    /// <summary>The ways to write it.</summary>
    internal IReadOnlyList<string> Forms { get; } = forms.Split('|');

    /// <summary>Whether letters belong to it.</summary>
    internal bool HasLetters { get; } = forms.AsSpan().ContainsAny('A', '*');

    /// <summary>What digits alone must fulfil before anything else is looked at; null where there is no such rule. Only for kinds of one length.</summary>
    internal virtual LinearRule? Rule => null;

    /// <summary>Whether digits alone must pass Luhn as a whole.</summary>
    internal virtual bool HasLuhn => false;

    internal sealed override double Chance => chance;

    internal sealed override string Words => words;

    /// <summary>Whether a text of one of the forms, letters as capitals and without separators, can have been issued.</summary>
    internal abstract bool IsValid(ReadOnlySpan<byte> compact);
}
