using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Brazilian tax number of a person: two check digits with weights 10 to 2 and 11 to 2.</summary>
internal sealed class BrazilianCpf() : TokenKind(
    "br-cpf", "Brazilian CPF numbers", "BR",
    forms: "999.999.999-99|99999999999",
    words: "cpf numerocpf cadastrodepessoasfisicas",
    chance: 0.01)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 1, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        !Digits.AreEqual(compact)
        && (11 - (Digits.Sum(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 9)
        && (11 - (Digits.Sum(compact, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 10);
}
