using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Mexican tax number: initials, date, and a homonym key whose last character checks the others with weights 13 to 2, mod 11.</summary>
internal sealed class MexicanTaxNumber() : TokenKind(
    "mx-rfc", "Mexican tax numbers (RFC)", "MX",
    forms: "AAAA999999***|AAA999999***",
    words: "rfc registrofederal registrofederaldecontribuyentes",
    chance: 0.00098)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        const int Length = 13;
        var letters = compact.Length - 9;
        if (!CalendarDate.Exists(Digits.Number(compact, letters, 2), Digits.Number(compact, letters + 2, 2), Digits.Number(compact, letters + 4, 2))) return false;
        // A company has three letters; the blank in front of them counts as 37.
        var sum = compact.Length < Length ? 37 * 13 : 0;
        var shift = Length - compact.Length;
        // The alphabet has an ampersand behind the N.
        for (var i = 0; i < compact.Length - 1; i++) sum += (Digits.Base36(compact[i]) + (compact[i] > 'N' ? 1 : 0)) * (13 - i - shift);
        var check = ((11 - (sum % 11)) % 11) switch { 10 => 'A', var d => (char)('0' + d) };
        return compact[^1] == check;
    }
}
