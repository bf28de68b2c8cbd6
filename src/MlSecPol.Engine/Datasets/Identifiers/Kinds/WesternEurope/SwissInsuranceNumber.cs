using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Swiss social insurance number: the prefix 756 and the check digit of EAN-13.</summary>
internal sealed class SwissInsuranceNumber() : TokenKind(
    "ch-ahv", "Swiss social insurance numbers (AHV)", "CH",
    forms: "999.9999.9999.99|9999999999999",
    words: "ahv ahvnummer ahvnr avs numeroavs oasi sozialversicherungsnummer",
    chance: 9.1e-05)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact.StartsWith("756"u8) && Digits.Sum(compact, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0;
}
