using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Certificate of the US drug enforcement administration: the kind of registrant, an initial or 9, and a check digit.</summary>
internal sealed class UsMedicalLicense() : TokenKind(
    "us-dea", "US medical licence numbers (DEA)", "US",
    forms: "AA9999999|A99999999",
    words: "dea deanumber medicallicense medicallicence prescriber",
    chance: 0.069)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (!"ABCDEFGHJKLMPRSTUX"u8.Contains(compact[0]) || (compact[1] != '9' && compact[1] <= '9')) return false;
        var digits = compact[2..];
        return Digits.Sum(digits, [1, 2, 1, 2, 1, 2]) % 10 == Digits.At(digits, 6);
    }
}
