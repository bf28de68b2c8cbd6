using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Chinese resident identity number: region, date, and the check character of ISO 7064 MOD 11-2.</summary>
internal sealed class ChineseIdentityNumber() : TokenKind(
    "cn-ric", "Chinese resident identity numbers", "CN",
    forms: "999999999999999999|99999999999999999A",
    words: "身份证 身份证号 身份证号码 shenfenzheng residentid nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber ~personalid "
        + "~personalnumber",
    chance: 3.5e-05)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[17] is <= (byte)'9' or (byte)'X' && Digits.Number(compact, 0, 2) is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82 or 83
        && Digits.Number(compact, 6, 4) is >= 1850 and <= 2100 && CalendarDate.Exists(Digits.Number(compact, 6, 4), Digits.Number(compact, 10, 2), Digits.Number(compact, 12, 2)) && Iso7064.IsMod11And2(compact);
}
