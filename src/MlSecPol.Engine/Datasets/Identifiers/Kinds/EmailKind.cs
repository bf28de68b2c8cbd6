namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>E-mail address (RFC 5321, 6531).</summary>
internal sealed class EmailKind() : IdentifierKind("email", "e-mail addresses")
{
    internal override string Words => "email mail emailaddress courriel correo correoelectronico epost emailadresse eposta";
}
