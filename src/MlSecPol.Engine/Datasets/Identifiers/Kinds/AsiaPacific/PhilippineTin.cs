using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Philippine taxpayer number: weights 9 to 2, mod 11, is the ninth digit.</summary>
internal sealed class PhilippineTin() : TokenKind(
    "ph-tin", "Philippine taxpayer numbers (TIN)", "PH",
    forms: "999-999-999|999-999-999-999|999999999|999999999999",
    words: "tin taxpayeridentificationnumber taxpayerid taxid",
    chance: 0.09)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 0, 9, 8, 7, 6, 5, 4, 3, 2, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Sum(compact, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == Digits.At(compact, 8) && !Digits.AreEqual(compact);
}
