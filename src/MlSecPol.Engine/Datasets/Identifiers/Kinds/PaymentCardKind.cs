namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Number of a payment card: issuer prefix, length, and the check digit of ISO/IEC 7812-1 annex B (Luhn).</summary>
internal sealed class PaymentCardKind() : IdentifierKind("payment-card", "payment card numbers")
{
    /// <summary>One of ten check digits.</summary>
    internal override double Chance => 0.1;

    internal override string Words => "cardnumber cardno creditcard creditcardnumber debitcard ccnumber cc pan kreditkarte kreditkartennummer cartebancaire cartecredit tarjetacredito ~tarjeta";
}
