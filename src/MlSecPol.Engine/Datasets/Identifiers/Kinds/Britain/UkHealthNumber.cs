using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>NHS number: weights 10 to 1, mod 11.</summary>
internal sealed class UkHealthNumber() : TokenKind(
    "uk-nhs", "UK National Health Service numbers", "GB",
    forms: "999 999 9999|999-999-9999|9999999999",
    words: "nhs nhsnumber nhsno nationalhealthservice",
    chance: 0.091)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Sum(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 && !Digits.AreEqual(compact);
}
