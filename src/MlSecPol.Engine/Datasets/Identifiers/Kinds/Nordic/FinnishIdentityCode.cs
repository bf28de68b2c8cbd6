using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Finnish personal identity code: date, a sign for the century, and a character from a table of 31.</summary>
internal sealed class FinnishIdentityCode() : TokenKind(
    "fi-identity-code", "Finnish personal identity codes", "FI",
    forms: "999999-999*|999999+999*|999999A999*",
    words: "hetu henkilotunnus henkilötunnus henkilöturvatunnus personbeteckning personalidentitycode",
    chance: 0.00097)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        // The sign is not among the characters when it is a hyphen or plus.
        var letter = compact.Length == 11 ? compact[6] : (byte)'-';
        if (letter != '-' && !"ABCDEFUVWXY"u8.Contains(letter)) return false;
        var serial = compact.Length == 11 ? 7 : 6;
        if (!CalendarDate.Exists(Digits.Number(compact, 4, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 0, 2)) || Digits.Number(compact, serial, 3) < 2) return false;
        return compact[^1] == "0123456789ABCDEFHJKLMNPRSTUVWXY"u8[((Digits.Number(compact, 0, 6) * 1000) + Digits.Number(compact, serial, 3)) % 31];
    }
}
