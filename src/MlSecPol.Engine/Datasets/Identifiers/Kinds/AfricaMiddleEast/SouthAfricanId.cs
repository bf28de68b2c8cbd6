using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AfricaMiddleEast;

/// <summary>South African identity number: date, sex, citizenship, and Luhn.</summary>
internal sealed class SouthAfricanId() : TokenKind(
    "za-id-number", "South African identity numbers", "ZA",
    forms: "9999999999999|999999 9999 999|999999 9999 99 9",
    words: "zaid ~said southafricanid rsaid nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber ~personalid "
        + "~personalnumber",
    chance: 0.0011)
{
    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        CalendarDate.Exists(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 4, 2)) && compact[10] <= '2' && Luhn.IsValid(compact);
}
