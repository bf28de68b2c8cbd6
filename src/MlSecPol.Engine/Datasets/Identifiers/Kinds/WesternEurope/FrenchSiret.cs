using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>French number of an establishment: Luhn over the whole and over the company; those of La Poste have a digit sum that five divides.</summary>
internal sealed class FrenchSiret() : TokenKind(
    "fr-siret", "French establishment numbers (SIRET)", "FR",
    forms: "999 999 999 99999|99999999999999",
    words: "siret numerosiret",
    chance: 0.01)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (Digits.AreEqual(compact) || !Luhn.IsValid(compact[..9])) return false;
        if (Luhn.IsValid(compact)) return true;
        if (!compact.StartsWith("356000000"u8)) return false;
        var sum = 0;
        foreach (var digit in compact) sum += digit - '0';
        return sum % 5 == 0;
    }
}
