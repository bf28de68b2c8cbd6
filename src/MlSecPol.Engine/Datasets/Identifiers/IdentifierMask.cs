using System.Text;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Makes an identifier unusable and still recognisable for the person who has to find it.</summary>
internal static class IdentifierMask
{
    private const int KeptDigits = 2;

    internal static string Apply(IdentifierKind kind, ReadOnlySpan<byte> text)
    {
        var value = Encoding.UTF8.GetString(text);
        return kind switch
        {
            IdentifierKind.Email => MaskEmail(value),
            // PCI DSS 3.4.1 allows the last four digits to be shown.
            IdentifierKind.PaymentCard => Stars(value, 0, 4),
            IdentifierKind.Iban => Stars(value, 2, KeptDigits),
            IdentifierKind.Ipv4 => value[..value.IndexOf('.', StringComparison.Ordinal)] + ".*.*.*",
            IdentifierKind.Ipv6 => value[..value.IndexOf(':', StringComparison.Ordinal)] + ":*",
            _ => Stars(value, 0, KeptDigits),
        };
    }

    private static string MaskEmail(string value)
    {
        var at = value.LastIndexOf('@');
        var top = value.LastIndexOf('.');
        return $"{First(value)}***@{First(value[(at + 1)..])}***{value[top..]}";
    }

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
