namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Medicare beneficiary identifier: digits, and letters without S, L, O, I, B and Z, in a fixed pattern.</summary>
internal sealed class UsMedicareBeneficiary() : TokenKind(
    "us-mbi", "US Medicare beneficiary numbers (MBI)", "US",
    forms: "9A99A99AA99|9A9*-A**-AA99|9A**A**AA99|9A**-A**-AA99",
    words: "mbi medicarebeneficiary medicarenumber medicareid",
    chance: 0.32)
{
    internal override double FormEvidence => 0.85;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        const string Pattern = "NAXNAXNAANN";
        for (var i = 0; i < Pattern.Length; i++)
        {
            var isDigit = compact[i] <= '9';
            if ((Pattern[i] == 'N' && !isDigit) || (Pattern[i] == 'A' && isDigit) || "SLOIBZ"u8.Contains(compact[i])) return false;
        }

        return compact[0] != '0';
    }
}
