namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>International bank account number: length by country and check digits of ISO 13616 (mod 97).</summary>
internal sealed class IbanKind() : IdentifierKind("iban", "bank account numbers (IBAN)")
{
    /// <summary>One of a hundred pairs of check digits, 02 to 98.</summary>
    internal override double Chance => 0.01;

    internal override string Words => "iban ibannumber bankverbindung kontonummer ~konto";
}
