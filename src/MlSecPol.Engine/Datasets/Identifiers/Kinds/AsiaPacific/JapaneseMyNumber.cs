using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Japanese individual number: weights 6 5 4 3 2 7 6 5 4 3 2, mod 11, and 0 for less than 2.</summary>
internal sealed class JapaneseMyNumber() : TokenKind(
    "jp-my-number", "Japanese individual numbers (My Number)", "JP",
    forms: "999999999999|9999 9999 9999|9999-9999-9999",
    words: "mynumber kojinbango マイナンバー 個人番号",
    chance: 0.1)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 1, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        !Digits.AreEqual(compact) && Digits.Sum(compact, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 is var remainder && (remainder <= 1 ? 0 : 11 - remainder) == Digits.At(compact, 11);
}
