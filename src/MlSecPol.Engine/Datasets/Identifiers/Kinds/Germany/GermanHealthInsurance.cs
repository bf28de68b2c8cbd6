using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German health insurance number: a letter, as two digits, and factors 1 and 2 in turn over digit sums.</summary>
internal sealed class GermanHealthInsurance() : TokenKind(
    "de-health-insurance", "German health insurance numbers", "DE",
    forms: "A999999999|A 999 999 999",
    words: "krankenversicherungsnummer krankenversichertennummer versichertennummer kvnr kvnummer ~versichertennr",
    chance: 0.1)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        Span<byte> digits = stackalloc byte[10];
        var letter = compact[0] - 'A' + 1;
        (digits[0], digits[1]) = ((byte)('0' + (letter / 10)), (byte)('0' + (letter % 10)));
        compact.Slice(1, 8).CopyTo(digits[2..]);
        return Digits.CrossSum(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 == Digits.At(compact, 9) && !Digits.AreEqual(compact[1..]);
    }
}
