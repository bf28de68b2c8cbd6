namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Postal address, by the column name and words for streets beside a number. Less sure than what has a check digit.</summary>
internal sealed class PostalAddressKind() : IdentifierKind("postal-address", "postal addresses")
{
    internal override bool NeedsContext => true;

    internal override string Words =>
        "~address streetaddress homeaddress postaladdress mailingaddress billingaddress shippingaddress addressline addressline1 ~street streetname housenumber ~adresse strasse straße anschrift hausnummer "
        + "~wohnort ~rue adressepostale indirizzo ~via direccion dirección domicilio ~calle endereco endereço morada ~rua straat ~adres ulica ~adresa ~gata osoite ~adress adresi 地址 住所 주소 адрес улица";
}
