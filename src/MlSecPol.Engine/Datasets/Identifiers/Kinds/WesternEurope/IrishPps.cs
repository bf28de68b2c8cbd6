using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Irish personal public service number: weights 8 to 2, nine times a second letter, mod 23; W is zero.</summary>
internal sealed class IrishPps() : TokenKind(
    "ie-pps", "Irish personal public service numbers", "IE",
    forms: "9999999A|9999999AA",
    words: "pps ppsn ppsnumber",
    chance: 0.04)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[7] > 'W' || (compact.Length == 9 && !"ABHWTX"u8.Contains(compact[8]))) return false;
        var sum = Digits.Sum(compact, [8, 7, 6, 5, 4, 3, 2]);
        if (compact.Length == 9 && compact[8] is (byte)'A' or (byte)'B' or (byte)'H') sum += 9 * (compact[8] - 'A' + 1);
        return compact[7] == "WABCDEFGHIJKLMNOPQRSTUV"u8[sum % 23];
    }
}
