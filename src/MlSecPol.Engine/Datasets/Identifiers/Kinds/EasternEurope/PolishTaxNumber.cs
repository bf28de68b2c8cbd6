using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Polish tax number: weights 6 5 7 2 3 4 5 6 7, mod 11.</summary>
internal sealed class PolishTaxNumber() : TokenKind(
    "pl-nip", "Polish tax numbers (NIP)", "PL",
    forms: "999-999-99-99|999-99-99-999|9999999999",
    words: "nip numernip",
    chance: 0.091)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(11, 0, 0, 6, 5, 7, 2, 3, 4, 5, 6, 7, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Sum(compact, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == Digits.At(compact, 9) && !Digits.AreEqual(compact);
}
