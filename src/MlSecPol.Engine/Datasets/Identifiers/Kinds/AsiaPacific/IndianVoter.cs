using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian voter card: three letters and seven digits.</summary>
internal sealed class IndianVoter() : TokenKind(
    "in-voter", "Indian voter numbers (EPIC)", "IN",
    forms: "AAA9999999",
    words: "voter voterid epic epicnumber electoral electorphotoidentitycard")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact[3..]);
}
