using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>International mobile equipment identity: Luhn over 15 digits.</summary>
internal sealed class Imei() : TokenKind(
    "imei", "device numbers (IMEI)", null,
    forms: "999999999999999|99-999999-999999-9|99 999999 999999 9",
    words: "imei imeinumber imeino ~meid",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Luhn.IsValid(compact) && !Digits.AreEqual(compact);
}
