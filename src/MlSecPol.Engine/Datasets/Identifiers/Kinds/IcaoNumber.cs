using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds;

/// <summary>Document numbers with the check digit of ICAO 9303, as Germany writes them.</summary>
internal static class IcaoNumber
{
    // Neither vowels nor letters that look like others.
    private const string Letters = "CFGHJKLMNPRTVWXYZ";

    /// <summary>Whether the last digit checks the others with weights 7 3 1, letters from A as 10. Nine characters, eight of them the number, or ten.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[^1] > '9') return false;
        ReadOnlySpan<byte> weights = [7, 3, 1];
        var sum = 0;
        for (var i = 0; i < compact.Length - 1; i++)
        {
            if (compact[i] > '9' && !Letters.Contains((char)compact[i], StringComparison.Ordinal)) return false;
            sum += Digits.Base36(compact[i]) * weights[i % 3];
        }

        return sum % 10 == Digits.At(compact, compact.Length - 1);
    }
}
