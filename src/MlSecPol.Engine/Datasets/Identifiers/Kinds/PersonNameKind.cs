namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Name of a person, by the column name and a list of common given names and surnames. Less sure than what has a check digit.</summary>
internal sealed class PersonNameKind() : IdentifierKind("person-name", "names of persons")
{
    internal override bool NeedsContext => true;

    internal override string Words =>
        "firstname givenname forename middlename lastname surname familyname fullname personname patientname customername employeename clientname contactname ~username ~name ~author ~patient ~customer "
        + "~employee ~client ~contact ~person ~passenger ~student ~teacher ~owner ~cardholder maidenname vorname nachname familienname rufname geburtsname zuname prenom prénom nomdefamille nomcomplet ~nom "
        + "~nombre nombrecompleto apellido apellidos primerapellido segundoapellido ~nome nomecompleto cognome sobrenome apelido voornaam achternaam ~naam imie imię nazwisko ~jmeno jméno prijmeni příjmení "
        + "fornamn efternamn fornavn etternavn efternavn etunimi sukunimi ~ad soyad soyadı ~isim имя фамилия отчество 姓名 氏名 이름 성명";
}
