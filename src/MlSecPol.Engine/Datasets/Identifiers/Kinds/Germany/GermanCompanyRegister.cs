namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>Number in the German commercial register, section A or B.</summary>
internal sealed class GermanCompanyRegister() : TokenKind(
    "de-handelsregister", "German commercial register numbers", "DE",
    forms: "AAA99|AAA999|AAA9999|AAA99999|AAA999999|AAA 9|AAA 99|AAA 999|AAA 9999|AAA 99999|AAA 999999",
    words: "handelsregister handelsregisternummer hrnummer registernummer ~hrb ~hra")
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override double FormEvidence => 0.85;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact.StartsWith("HRA"u8) || compact.StartsWith("HRB"u8);
}
