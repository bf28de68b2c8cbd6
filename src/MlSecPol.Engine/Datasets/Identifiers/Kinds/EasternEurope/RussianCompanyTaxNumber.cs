using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Russian tax number of a company: weights 2 4 10 3 5 9 4 6 8, mod 11.</summary>
internal sealed class RussianCompanyTaxNumber() : TokenKind(
    "ru-inn-company", "Russian tax numbers of companies (INN)", "RU",
    forms: "9999999999",
    words: "inn инн",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(11, 0, 10, 2, 4, 10, 3, 5, 9, 4, 6, 8, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        !Digits.AreEqual(compact) && Digits.Sum(compact, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == Digits.At(compact, 9);
}
