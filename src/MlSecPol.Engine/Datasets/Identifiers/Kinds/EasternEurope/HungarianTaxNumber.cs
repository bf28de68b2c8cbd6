using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Hungarian tax number: eight digits with weights 9 7 3 1, mod 10, the kind of taxation 1 to 5, and a county.</summary>
internal sealed class HungarianTaxNumber() : TokenKind(
    "hu-adoszam", "Hungarian tax numbers", "HU",
    forms: "99999999-9-99|99999999999",
    words: "adoszam adószám",
    chance: 0.022)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(10, 0, 0, 9, 7, 3, 1, 9, 7, 3, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        Digits.Sum(compact, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0 && compact[8] is >= (byte)'1' and <= (byte)'5' && Digits.Number(compact, 9, 2) is (>= 2 and <= 20) or (>= 22 and <= 44) or 51 && !Digits.AreEqual(compact[..8]);
}
