namespace MlSecPol.Engine.Datasets;

/// <summary>Tells cells that a spreadsheet evaluates from cells that only look a little like it (OWASP, CSV injection; CWE-1236).</summary>
internal static class FormulaCells
{
    private static ReadOnlySpan<byte> NumberSigns => "., -()/%$'+"u8;

    private static ReadOnlySpan<byte> ExponentStarts => "0123456789+-"u8;

    internal enum Kind
    {
        None,

        /// <summary>Begins with a sign that starts a formula, but neither calls nor refers to anything.</summary>
        Prefix,

        /// <summary>Begins with an equals sign, or calls a function, another program or another sheet.</summary>
        Formula,
    }

    /// <summary>Classifies a value that is not empty.</summary>
    internal static Kind Classify(ReadOnlySpan<byte> value)
    {
        // Spreadsheets drop leading white space, and a formula may begin behind it.
        var text = value.TrimStart("\t\r\n "u8);
        if (text.IsEmpty) return Kind.None;
        switch (text[0])
        {
            // A lone sign or a row of them is a ruler or a bullet.
            case (byte)'=':
                return text.IndexOfAnyExcept((byte)'=') < 0 ? Kind.None : Kind.Formula;
            case (byte)'+' or (byte)'-' or (byte)'@':
                if (text[0] != (byte)'@' && IsNumber(text[1..])) return Kind.None;
                if (text.IndexOfAnyExcept(text[0]) < 0) return Kind.None;
                return text.IndexOfAny((byte)'(', (byte)'!', (byte)'|') >= 0 ? Kind.Formula : Kind.Prefix;
            default:
                // Full-width forms of the four signs, which some spreadsheets take for them: U+FF1D, U+FF0B, U+FF0D, U+FF20.
                if (text is [0xEF, 0xBC, 0x9D, _, ..]) return Kind.Formula;
                if (text is [0xEF, 0xBC, 0x8B or 0x8D or 0xA0, _, ..] && text.IndexOfAny((byte)'(', (byte)'!', (byte)'|') >= 0) return Kind.Formula;
                return Kind.None;
        }
    }

    /// <summary>Whether what follows a sign is a number: digits with separators, exponent, percent or currency sign, a telephone number, or infinity.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("inf"u8) || text.SequenceEqual("Inf"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("infinity"u8)) return true;
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if ((uint)(b - '0') <= 9) digits++;
            else if (b is (byte)'e' or (byte)'E' && digits > 0 && i + 1 < text.Length && ExponentStarts.Contains(text[i + 1])) continue;
            // Bytes beyond ASCII: blanks that do not break, currency signs.
            else if (b < 0x80 && !NumberSigns.Contains(b)) return false;
        }

        return digits > 0;
    }
}
