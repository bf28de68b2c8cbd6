using System.Text;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Makes an identifier unusable and still recognisable for the person who has to find it.</summary>
internal static class IdentifierMask
{
    private const int KeptDigits = 2;

    internal static string Apply(IdentifierKind kind, ReadOnlySpan<byte> text)
    {
        var value = Encoding.UTF8.GetString(text);
        if (kind == IdentifierKinds.Email) return MaskEmail(value);
        // PCI DSS 3.4.1 allows the last four digits to be shown.
        if (kind == IdentifierKinds.PaymentCard) return Stars(value, 0, 4);
        if (kind == IdentifierKinds.Iban) return Stars(value, 2, KeptDigits);
        if (kind == IdentifierKinds.Ipv4) return value[..value.IndexOf('.', StringComparison.Ordinal)] + ".*.*.*";
        if (kind == IdentifierKinds.Ipv6) return value[..value.IndexOf(':', StringComparison.Ordinal)] + ":*";
        if (kind == IdentifierKinds.Url) return value[..(value.IndexOf("://", StringComparison.Ordinal) + 3)] + "*";
        return kind == IdentifierKinds.PersonName || kind == IdentifierKinds.PostalAddress || kind == IdentifierKinds.BirthDate ? MaskWords(value) : Stars(value, 0, KeptDigits);
    }

    private static string MaskEmail(string value)
    {
        var at = value.LastIndexOf('@');
        var top = value.LastIndexOf('.');
        return $"{First(value)}***@{First(value[(at + 1)..])}***{value[top..]}";
    }

    /// <summary>The first letter of each word; digits and the rest become stars, separators stay.</summary>
    private static string MaskWords(string value) => string.Create(value.Length, value, static (target, source) =>
    {
        for (var i = 0; i < target.Length; i++)
        {
            var isFirst = i == 0 || !char.IsLetterOrDigit(source[i - 1]);
            target[i] = !char.IsLetterOrDigit(source[i]) && !char.IsSurrogate(source[i]) ? source[i] : isFirst && char.IsLetter(source[i]) ? source[i] : '*';
        }
    });

    private static string First(string value) => Rune.GetRuneAt(value, 0).ToString();

    /// <summary>Letters and digits become stars but for the first and last few; separators stay.</summary>
    private static string Stars(string value, int keptFirst, int keptLast) => string.Create(value.Length, (value, keptFirst, keptLast), static (target, state) =>
    {
        var total = state.value.Count(char.IsAsciiLetterOrDigit);
        var seen = 0;
        for (var i = 0; i < target.Length; i++)
        {
            var c = state.value[i];
            if (!char.IsAsciiLetterOrDigit(c))
            {
                target[i] = c;
                continue;
            }

            target[i] = seen < state.keptFirst || seen >= total - state.keptLast ? c : '*';
            seen++;
        }
    });
}
