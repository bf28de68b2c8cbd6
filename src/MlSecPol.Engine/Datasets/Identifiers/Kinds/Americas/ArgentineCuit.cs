using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Argentine tax number: a prefix for the kind of holder, weights 5 4 3 2 7 6 5 4 3 2, mod 11.</summary>
internal sealed class ArgentineCuit() : TokenKind(
    "ar-cuit", "Argentine tax numbers (CUIT, CUIL)", "AR",
    forms: "99-99999999-9|99999999999",
    words: "cuit cuil",
    chance: 0.012)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 10, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 0, 2) is 20 or 23 or 24 or 25 or 26 or 27 or 30 or 33 or 34 or 50 or 51 or 55
        && (11 - (Digits.Sum(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 is var check && (check == 10 ? 9 : check) == Digits.At(compact, 10);
}
