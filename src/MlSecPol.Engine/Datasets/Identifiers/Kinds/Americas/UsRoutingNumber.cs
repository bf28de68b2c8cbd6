using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Routing number of a US bank: weights 3 7 1, and only some districts of the Federal Reserve.</summary>
internal sealed class UsRoutingNumber() : TokenKind(
    "us-aba-routing", "US bank routing numbers (ABA)", "US",
    forms: "999999999|9999-9999-9",
    words: "aba abanumber abarouting routing routingnumber routingno rtn",
    chance: 0.038)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(10, 0, 0, 3, 7, 1, 3, 7, 1, 3, 7, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 0, 2) is <= 12 or (>= 21 and <= 32) or (>= 61 and <= 72) or 80 && Digits.Sum(compact, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0 && !Digits.AreEqual(compact);
}
