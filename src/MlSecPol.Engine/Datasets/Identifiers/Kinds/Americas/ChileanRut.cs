using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Chilean tax number: weights 2 to 7 in turn from the right, mod 11, K for ten.</summary>
internal sealed class ChileanRut() : TokenKind(
    "cl-rut", "Chilean RUT numbers", "CL",
    forms: "99.999.999-*|9.999.999-*|99999999-*|9999999-*|99999999A",
    words: "rut ~run rolunicotributario rolunico",
    chance: 0.028)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var (sum, weight) = (0, 2);
        for (var i = compact.Length - 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) sum += Digits.At(compact, i) * weight;
        var check = ((11 - (sum % 11)) % 11) switch { 10 => 'K', var d => (char)('0' + d) };
        return compact[^1] == check && !Digits.AreEqual(compact[..^1]);
    }
}
