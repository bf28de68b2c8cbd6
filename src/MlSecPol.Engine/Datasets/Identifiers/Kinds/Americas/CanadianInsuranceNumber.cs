using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Canadian social insurance number: Luhn; none begins with 0 or 8.</summary>
internal sealed class CanadianInsuranceNumber() : TokenKind(
    "ca-sin", "Canadian social insurance numbers (SIN)", "CA",
    forms: "999-999-999|999 999 999|999999999",
    words: "~sin socialinsurance socialinsurancenumber ~nas",
    chance: 0.08)
{
    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[0] is not ((byte)'0' or (byte)'8') && Luhn.IsValid(compact) && !Digits.AreEqual(compact);
}
