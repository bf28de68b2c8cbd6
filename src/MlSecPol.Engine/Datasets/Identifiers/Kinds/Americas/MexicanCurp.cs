using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Mexican population number: initials, date of birth, sex, state, consonants, and a check digit over an alphabet of 37.</summary>
internal sealed class MexicanCurp() : TokenKind(
    "mx-curp", "Mexican population numbers (CURP)", "MX",
    forms: "AAAA999999AAAAAA99|AAAA999999AAAAAAA9",
    words: "curp",
    chance: 1.8e-05)
{
    private static ReadOnlySpan<byte> States => "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS"u8;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (!CalendarDate.Exists(Digits.Number(compact, 4, 2), Digits.Number(compact, 6, 2), Digits.Number(compact, 8, 2)) || compact[10] is not ((byte)'H' or (byte)'M' or (byte)'X')) return false;
        if (States.IndexOf(compact.Slice(11, 2)) < 0) return false;
        var sum = 0;
        // The alphabet has an eñe behind the N.
        for (var i = 0; i < 17; i++) sum += (Digits.Base36(compact[i]) + (compact[i] > 'N' ? 1 : 0)) * (18 - i);
        return (10 - (sum % 10)) % 10 == Digits.At(compact, 17);
    }
}
