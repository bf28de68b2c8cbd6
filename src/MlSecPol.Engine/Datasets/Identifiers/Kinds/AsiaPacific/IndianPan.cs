namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian permanent account number: the fourth letter is the kind of holder; the check letter has no published rule.</summary>
internal sealed class IndianPan() : TokenKind(
    "in-pan", "Indian permanent account numbers (PAN)", "IN",
    forms: "AAAAA9999A",
    words: "~pan pannumber pancard permanentaccountnumber panno",
    chance: 0.423)
{
    internal override double FormEvidence => 0.85;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => "ABCFGHJKLPT"u8.Contains(compact[3]) && !compact.Slice(5, 4).SequenceEqual("0000"u8);
}
