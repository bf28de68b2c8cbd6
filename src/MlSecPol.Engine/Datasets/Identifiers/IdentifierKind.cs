namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Kinds of direct identifiers of a person that are found by their form.</summary>
public enum IdentifierKind
{
    /// <summary>E-mail address (RFC 5321, 6531).</summary>
    Email,

    /// <summary>Number of a payment card: issuer prefix, length, and the check digit of ISO/IEC 7812-1 annex B (Luhn).</summary>
    PaymentCard,

    /// <summary>International bank account number: length by country and check digits of ISO 13616 (mod 97).</summary>
    Iban,

    /// <summary>Internet address of version 4.</summary>
    Ipv4,

    /// <summary>Internet address of version 6 (RFC 4291).</summary>
    Ipv6,

    /// <summary>Social security number of the United States.</summary>
    UsSsn,

    /// <summary>Telephone number, valid in a national numbering plan.</summary>
    Phone,
}
