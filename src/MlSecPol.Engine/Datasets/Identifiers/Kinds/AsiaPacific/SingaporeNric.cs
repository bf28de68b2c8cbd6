using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Singapore identity number: weights 2 7 6 5 4 3 2, 4 more for T and G, 3 more for M, and a table of letters by the first one.</summary>
internal sealed class SingaporeNric() : TokenKind(
    "sg-nric", "Singapore identity numbers (NRIC, FIN)", "SG",
    forms: "A9999999A",
    words: "nric ~fin nricnumber nricfin",
    chance: 0.0075)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var sum = Digits.Sum(compact[1..], [2, 7, 6, 5, 4, 3, 2]);
        return compact[0] switch
        {
            (byte)'S' => compact[8] == "JZIHGFEDCBA"u8[sum % 11],
            (byte)'T' => compact[8] == "JZIHGFEDCBA"u8[(sum + 4) % 11],
            (byte)'F' => compact[8] == "XWUTRQPNMLK"u8[sum % 11],
            (byte)'G' => compact[8] == "XWUTRQPNMLK"u8[(sum + 4) % 11],
            (byte)'M' => compact[8] == "XWUTRQPNJLK"u8[(sum + 3) % 11],
            _ => false,
        };
    }
}
