using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Hong Kong identity card: one or two letters, six digits, and a check character with weights 9 to 1, mod 11.</summary>
internal sealed class HongKongIdentityCard() : TokenKind(
    "hk-hkid", "Hong Kong identity card numbers", "HK",
    forms: "A999999(*|AA999999(*|A999999*|AA999999*",
    words: "hkid hkidnumber hkidcard 身份證 nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber ~personalid "
        + "~personalnumber",
    chance: 0.03)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var check = compact[^1] == (byte)'A' ? 10 : compact[^1] <= '9' ? compact[^1] - '0' : -1;
        if (check < 0) return false;
        // A missing first letter counts as 36.
        var letters = compact.Length - 7;
        var sum = (letters == 2 ? Digits.Base36(compact[0]) * 9 : 36 * 9) + (Digits.Base36(compact[letters - 1]) * 8) + Digits.Sum(compact[letters..], [7, 6, 5, 4, 3, 2]);
        return (sum + check) % 11 == 0;
    }
}
