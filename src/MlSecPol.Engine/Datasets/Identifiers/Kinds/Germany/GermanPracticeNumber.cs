using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German number of a doctor's practice: nine digits, the first two an area.</summary>
internal sealed class GermanPracticeNumber() : TokenKind(
    "de-bsnr", "German practice numbers (BSNR)", "DE",
    forms: "999999999",
    words: "bsnr betriebsstaettennummer betriebsstättennummer praxisnummer")
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is >= 1 and <= 99 && !Digits.AreEqual(compact);
}
