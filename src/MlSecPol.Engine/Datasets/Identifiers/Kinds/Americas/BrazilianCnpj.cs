using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Brazilian tax number of a company: two check digits; since 2026 with letters, whose value is their code less that of 0.</summary>
internal sealed class BrazilianCnpj() : TokenKind(
    "br-cnpj", "Brazilian company numbers (CNPJ)", "BR",
    forms: "99.999.999/9999-99|99999999999999|**.***.***/****-99|************99",
    words: "cnpj",
    chance: 0.01)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        !compact.StartsWith("000000000000"u8) && !Digits.AreEqual(compact) && Digits.AreDigits(compact[12..])
        && (11 - (Digits.Sum(compact, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 12)
        && (11 - (Digits.Sum(compact, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 13);
}
