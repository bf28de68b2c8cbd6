using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The kinds that are written in one way.</summary>
/// <param name="Shape">The way.</param>
/// <param name="Mask">The bits of a token that the way asks for.</param>
/// <param name="Kinds">Kinds that are looked for everywhere; their candidates are counted together.</param>
/// <param name="Contextual">Kinds that need a word that announces them.</param>
internal sealed record TokenGroup(TokenShape Shape, TokenShape Mask, TokenKind[] Kinds, TokenKind[] Contextual)
{
    /// <summary>The kinds beside what their digits must fulfil first.</summary>
    internal (LinearRule? Rule, bool HasLuhn, TokenKind Kind)[] Ruled { get; } = [.. Kinds.Select(k => (k.Rule, k.HasLuhn, k))];

    /// <summary>Whether letters stand in it.</summary>
    internal bool HasLetters { get; } = Array.Exists(Kinds, k => k.HasLetters);

    /// <summary>Whether one of its kinds has Luhn over the whole.</summary>
    internal bool HasLuhn { get; } = Array.Exists(Kinds, k => k.HasLuhn);

    /// <summary>Whether it is the same way to write.</summary>
    internal bool IsSame(TokenGroup other) => Shape == other.Shape && Mask == other.Mask;
}
