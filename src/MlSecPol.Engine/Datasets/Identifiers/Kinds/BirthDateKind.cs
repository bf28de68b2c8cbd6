using MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Date of birth: a day of the calendar behind a word, or in a column, that is named for it.</summary>
internal sealed class BirthDateKind() : TokenKind(
    "birth-date", "dates of birth", null,
    DateOrTime.Written,
    "birthdate dateofbirth birthday dob ~birth geburtsdatum geburtstag gebdatum datenaissance datedenaissance ~naissance fechanacimiento fechadenacimiento ~nacimiento datadinascita datanascita "
        + "~nascita datanascimento datadenascimento geboortedatum dataurodzenia datanarozeni fodselsdato fødselsdato fodelsedatum födelsedatum syntymaaika syntymäaika dogumtarihi doğumtarihi датарождения 生年月日 出生日期 생년월일")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => DateOrTime.IsDate(compact);
}
