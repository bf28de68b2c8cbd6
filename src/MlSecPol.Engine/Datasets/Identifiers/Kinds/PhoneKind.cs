namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Telephone number, valid in a national numbering plan.</summary>
internal sealed class PhoneKind() : IdentifierKind("phone", "telephone numbers")
{
    internal override string Words =>
        "phone phonenumber telephone tel mobile cellphone fax telefon handy msisdn telefonnummer handynummer telefono celular movil telefone cellulare ~portable telephonenumber whatsapp 电话 電話 телефон";
}
