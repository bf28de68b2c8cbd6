using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian tax number of a trader: state, permanent account number, count, Z, and a check character, Luhn over 36 characters.</summary>
internal sealed class IndianGstin() : TokenKind(
    "in-gstin", "Indian goods and services tax numbers (GSTIN)", "IN",
    forms: "99AAAAA9999A999|99AAAAA9999A9AA|99AAAAA9999A9A9|99AAAAA9999AAAA|99AAAAA9999AAA9",
    words: "gstin gst gstnumber gstno",
    chance: 0.0001)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (Digits.Number(compact, 0, 2) is < 1 or > 38 || compact[12] == '0' || compact[13] != 'Z') return false;
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = Digits.Base36(compact[i]) * (i % 2 == 0 ? 1 : 2);
            sum += (value / 36) + (value % 36);
        }

        return sum % 36 == 0;
    }
}
