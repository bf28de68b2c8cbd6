using System.Buffers;

namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>The characters of which a kind of credential consists.</summary>
internal sealed class LetterSet
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    private readonly SearchValues<char> _letters;

    private LetterSet(string letters) => _letters = SearchValues.Create(letters);

    internal static LetterSet UpperDigits { get; } = new(Upper + Digits);

    internal static LetterSet Alphanumeric { get; } = new(Upper + Lower + Digits);

    internal static LetterSet Word { get; } = new(Upper + Lower + Digits + "_");

    internal static LetterSet WordDash { get; } = new(Upper + Lower + Digits + "_-");

    internal static LetterSet Hexadecimal { get; } = new(Digits + "abcdef");

    internal static LetterSet WordDot { get; } = new(Upper + Lower + Digits + "_-.");

    internal static LetterSet Base64 { get; } = new(Upper + Lower + Digits + "+/=");

    internal static LetterSet WordPadded { get; } = new(Upper + Lower + Digits + "_-=");

    internal static LetterSet WordSlash { get; } = new(Upper + Lower + Digits + "_-/");

    internal bool Has(char c) => _letters.Contains(c);
}
