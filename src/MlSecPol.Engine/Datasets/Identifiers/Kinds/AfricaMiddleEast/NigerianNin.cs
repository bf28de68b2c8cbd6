using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AfricaMiddleEast;

/// <summary>Nigerian identity number: the check digit of Verhoeff.</summary>
internal sealed class NigerianNin() : TokenKind(
    "ng-nin", "Nigerian identity numbers (NIN)", "NG",
    forms: "99999999999",
    words: "nin nigerianid nationalidentificationnumber",
    chance: 0.1)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => Verhoeff.IsValid(compact) && !Digits.AreEqual(compact);
}
