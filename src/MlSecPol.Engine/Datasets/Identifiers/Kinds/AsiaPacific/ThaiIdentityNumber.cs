using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Thai identity number: it begins with 1 to 8; weights 13 to 2, mod 11.</summary>
internal sealed class ThaiIdentityNumber() : TokenKind(
    "th-tnin", "Thai identity numbers", "TH",
    forms: "9-9999-99999-99-9|9999999999999|9 9999 99999 99 9",
    words: "tnin thaiid citizenid ~citizen nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber ~personalid "
        + "~personalnumber",
    chance: 0.08)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 1, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] is >= (byte)'1' and <= (byte)'8' && (11 - (Digits.Sum(compact, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 == Digits.At(compact, 12) && !Digits.AreEqual(compact);
}
