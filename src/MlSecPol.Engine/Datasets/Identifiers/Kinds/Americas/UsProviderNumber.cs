using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>National provider identifier: Luhn over the prefix 80840 and the number, which adds 24 to the sum.</summary>
internal sealed class UsProviderNumber() : TokenKind(
    "us-npi", "US health care provider numbers (NPI)", "US",
    forms: "9999999999|9999-999-999|9999 999 999",
    words: "npi nationalprovider nationalproviderid provideridentifier",
    chance: 0.02)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] is not ((byte)'1' or (byte)'2') || Digits.AreEqual(compact[1..])) return false;
        Span<byte> prefixed = stackalloc byte[15];
        "80840"u8.CopyTo(prefixed);
        compact.CopyTo(prefixed[5..]);
        return Luhn.IsValid(prefixed);
    }
}
