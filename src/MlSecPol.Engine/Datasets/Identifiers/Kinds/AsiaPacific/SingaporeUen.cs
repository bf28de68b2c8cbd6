using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Singapore number of an entity in its three forms, each with a check letter of its own.</summary>
internal sealed class SingaporeUen() : TokenKind(
    "sg-uen", "Singapore entity numbers (UEN)", "SG",
    forms: "99999999A|999999999A|A99AA9999A",
    words: "uen uniqueentitynumber ~acra",
    chance: 0.038)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact.Length == 9) return compact[8] == "XMKECAWLJDB"u8[Digits.Sum(compact, [10, 4, 9, 3, 8, 2, 7, 1]) % 11];
        if (compact[0] <= '9')
            return Digits.Number(compact, 0, 4) is >= 1800 and <= 2100 && compact[9] == "ZKCMDNERGWH"u8[Digits.Sum(compact, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11];
        if (compact[0] is not ((byte)'R' or (byte)'S' or (byte)'T')) return false;
        ReadOnlySpan<byte> alphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789"u8;
        ReadOnlySpan<byte> weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
        var sum = -5;
        for (var i = 0; i < 9; i++)
        {
            var value = alphabet.IndexOf(compact[i]);
            if (value < 0) return false;
            sum += value * weights[i];
        }

        return compact[9] == alphabet[((sum % 11) + 11) % 11];
    }
}
