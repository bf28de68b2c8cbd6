using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>US bank account: 8 to 17 digits without a rule.</summary>
internal sealed class UsBankAccount() : TokenKind(
    "us-bank-account", "US bank account numbers", "US",
    forms: "99999999|999999999|9999999999|99999999999|999999999999|9999999999999|99999999999999|999999999999999|9999999999999999|99999999999999999",
    words: "bankaccount bankaccountnumber accountnumber accountno acctno acctnumber ~checking ~savings")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact);
}
