using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Australian company number: weights 8 to 1, mod 10.</summary>
internal sealed class AustralianAcn() : TokenKind(
    "au-acn", "Australian company numbers (ACN)", "AU",
    forms: "999 999 999|999999999",
    words: "acn companynumber australiancompanynumber",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(10, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        (10 - (Digits.Sum(compact, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 == Digits.At(compact, 8) && !Digits.AreEqual(compact);
}
