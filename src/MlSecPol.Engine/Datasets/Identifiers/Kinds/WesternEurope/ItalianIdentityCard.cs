using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Italian identity card: electronic ones have two letters, five digits and two letters; those of paper two letters and seven digits.</summary>
internal sealed class ItalianIdentityCard() : TokenKind(
    "it-identity-card", "Italian identity card numbers", "IT",
    forms: "AA99999AA|AA9999999|AA 9999999|9999999AA",
    words: "cartaidentita cartadidentita numerocarta idcard nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber "
        + "~personalid ~personalnumber")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact);
}
