using System.Collections.Frozen;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What the words of a column name say about its content. Whole words only: a <c>lic</c> in <c>public</c> is none.</summary>
internal static class ColumnNameContext
{
    private static readonly FrozenDictionary<string, IdentifierKind> Words = new (IdentifierKind Kind, string Words)[]
    {
        (IdentifierKind.Email, "email mail emailaddress courriel"),
        (IdentifierKind.PaymentCard, "cardnumber cardno creditcard debitcard ccnumber cc pan kreditkarte"),
        (IdentifierKind.Iban, "iban"),
        (IdentifierKind.Ipv4, "ip ipaddress ipaddr ipv4"),
        (IdentifierKind.Ipv6, "ipv6"),
        (IdentifierKind.UsSsn, "ssn socialsecurity socialsecuritynumber"),
        (IdentifierKind.Phone, "phone phonenumber telephone tel mobile cellphone fax telefon handy msisdn"),
    }.SelectMany(row => row.Words.Split(' '), (row, word) => (row.Kind, Word: word))
        .ToFrozenDictionary(entry => entry.Word, entry => entry.Kind, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> VersionWords =
        "version ver build release firmware revision oid section chapter".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> SerialWords =
        "serial order invoice tracking device imei sku hash uuid guid token timestamp barcode ean isbn transaction".Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind that the name announces; null when it announces none.</summary>
    internal static IdentifierKind? Announced(string name)
    {
        var words = Split(name);
        foreach (var word in words)
        {
            if (Words.TryGetValue(word, out var kind)) return kind;
        }

        // Pairs such as social_security and card number.
        for (var i = 1; i < words.Count; i++)
        {
            if (Words.TryGetValue(words[i - 1] + words[i], out var kind)) return kind;
        }

        return null;
    }

    /// <summary>Whether the name speaks against a kind: versions against addresses, serial numbers against cards, social security and telephone numbers.</summary>
    internal static bool Contradicts(string name, IdentifierKind kind) => kind switch
    {
        IdentifierKind.Ipv4 or IdentifierKind.Ipv6 => Split(name).Exists(VersionWords.Contains),
        IdentifierKind.PaymentCard or IdentifierKind.UsSsn or IdentifierKind.Phone => Split(name).Exists(SerialWords.Contains),
        _ => false,
    };

    /// <summary>The words of a name: parts between other characters than letters and digits, and between a small and a capital letter.</summary>
    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isBreak = i == name.Length || !char.IsLetterOrDigit(name[i]);
            var isHump = !isBreak && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (!isBreak && !isHump) continue;
            if (i > start) words.Add(name[start..i]);
            start = isHump ? i : i + 1;
        }

        return words;
    }
}
