using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian Aadhaar number: it begins with 2 to 9, is no palindrome, and has the check digit of Verhoeff.</summary>
internal sealed class IndianAadhaar() : TokenKind(
    "in-aadhaar", "Indian Aadhaar numbers", "IN",
    forms: "9999 9999 9999|9999-9999-9999|999999999999",
    words: "aadhaar aadhar aadhaarnumber uidai ~uid",
    chance: 0.08)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] < '2' || !Verhoeff.IsValid(compact)) return false;
        for (var i = 0; i < 6; i++)
        {
            if (compact[i] != compact[11 - i]) return true;
        }

        return false;
    }
}
