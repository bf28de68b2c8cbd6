using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Australian business number: the first digit less 1, weights 10 1 3 5 to 19, mod 89.</summary>
internal sealed class AustralianAbn() : TokenKind(
    "au-abn", "Australian business numbers (ABN)", "AU",
    forms: "99 999 999 999|99999999999",
    words: "abn businessnumber australianbusinessnumber",
    chance: 0.0101)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(89, 10, 10, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[0] != '0' && (Digits.Sum(compact, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0;
}
