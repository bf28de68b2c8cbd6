using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German tax identification number: of the first ten digits exactly one stands twice or three times; check digit of ISO 7064 MOD 11,10.</summary>
internal sealed class GermanTaxId() : TokenKind(
    "de-tax-id", "German tax identification numbers", "DE",
    forms: "99999999999|99 999 999 999|99 999999999",
    words: "steuerid steueridnr steueridentifikationsnummer identifikationsnummer idnr ~tin taxid",
    chance: 0.0035)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] == '0' || !Iso7064.IsMod11And10(compact)) return false;
        Span<byte> counts = stackalloc byte[10];
        counts.Clear();
        foreach (var digit in compact[..10]) counts[digit - '0']++;
        // Since 2016 a digit may stand three times; then two others are absent.
        var (repeated, absent) = (0, 0);
        foreach (var count in counts)
        {
            if (count > 3) return false;
            if (count > 1) repeated++;
            if (count == 0) absent++;
        }

        return repeated == 1 && absent is 1 or 2;
    }
}
