using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AfricaMiddleEast;

/// <summary>Israeli identity number: Luhn over nine digits.</summary>
internal sealed class IsraeliIdentityNumber() : TokenKind(
    "il-id-number", "Israeli identity numbers", "IL",
    forms: "999999999|99999999-9",
    words: "teudatzehut ~teudat zehut תז תעודתזהות מספרזהות ilid nationalid nationalidentity nationalidnumber idnumber idno identitynumber identificationnumber "
        + "~personalid ~personalnumber",
    chance: 0.1)
{
    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Luhn.IsValid(compact) && !Digits.AreEqual(compact);
}
