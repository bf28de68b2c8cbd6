using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Taiwanese identity number: a letter for the place as two digits, sex, weights 1 9 8 to 1 and 1, mod 10.</summary>
internal sealed class TaiwaneseIdentityNumber() : TokenKind(
    "tw-national-id", "Taiwanese identity numbers", "TW",
    forms: "A999999999",
    words: "身分證 身分證字號 nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber ~personalid ~personalnumber",
    chance: 0.04)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[1] is not ((byte)'1' or (byte)'2' or (byte)'8' or (byte)'9')) return false;
        // In the order of the letters.
        ReadOnlySpan<byte> places = [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];
        var place = places[compact[0] - 'A'];
        return ((place / 10) + (place % 10 * 9) + Digits.Sum(compact[1..], [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 == 0;
    }
}
