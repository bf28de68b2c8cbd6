namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>Shannon's entropy of the characters of a short text: what is random has much of it, words and placeholders have little.</summary>
internal static class Entropy
{
    /// <summary>Bits a character from which on a token is taken to be real; 34 random letters and digits have about 4.6, a repeated letter 0. Chosen by this project.</summary>
    internal const double OfToken = 2.5;

    /// <summary>Bits a character from which on a value assigned to a name such as <c>password</c> counts. Chosen by this project.</summary>
    internal const double OfAssignedValue = 3.0;

    /// <summary>The entropy in bits a character.</summary>
    internal static double BitsPerCharacter(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        foreach (var c in text) counts[c & 127]++;
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0) bits -= (double)count / text.Length * Math.Log2((double)count / text.Length);
        }

        return bits;
    }
}
