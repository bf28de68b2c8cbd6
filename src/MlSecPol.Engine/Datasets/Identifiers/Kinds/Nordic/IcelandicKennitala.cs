using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Icelandic identity number: date (day and 40 for companies), weights 3 2 7 6 5 4 3 2, mod 11, and the century.</summary>
internal sealed class IcelandicKennitala() : TokenKind(
    "is-kennitala", "Icelandic identity numbers (kennitala)", "IS",
    forms: "999999-9999|9999999999",
    words: "kennitala ~kt",
    chance: 0.002)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var day = Digits.Number(compact, 0, 2);
        return CalendarDate.Exists(Digits.Number(compact, 4, 2), Digits.Number(compact, 2, 2), day > 40 ? day - 40 : day) && compact[9] is (byte)'0' or (byte)'8' or (byte)'9'
            && (11 - (Digits.Sum(compact, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 == Digits.At(compact, 8);
    }
}
