using System.Collections.Frozen;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What the words of a column name say about its content. Whole words only: a <c>lic</c> in <c>public</c> is none.</summary>
internal static class ColumnNameContext
{
    // "social security number" and "numero de securite sociale" are written with blanks or underlines between.
    private const int MostJoined = 4;

    private static readonly FrozenSet<string> VersionWords = Set("version ver build release firmware revision oid section chapter");

    private static readonly FrozenSet<string> SerialWords = Set(
        "serial order invoice tracking device imei sku hash uuid guid token timestamp barcode ean gtin upc isbn issn transaction epoch unixtime checksum digest amount price quantity latitude longitude reading");

    private static readonly FrozenSet<string> SecretWords = Set("password passwd passwort pwd secret apikey accesstoken authtoken accesskey secretkey privatekey clientsecret apitoken bearertoken");

    /// <summary>Whether the name announces credentials; hashes of them are none.</summary>
    internal static bool IsSecret(string name)
    {
        var words = Split(name);
        if (words.Exists(w => w.Equals("hash", StringComparison.OrdinalIgnoreCase) || w.Equals("hashed", StringComparison.OrdinalIgnoreCase))) return false;
        return words.Exists(SecretWords.Contains) || Enumerable.Range(1, Math.Max(0, words.Count - 1)).Any(i => SecretWords.Contains(words[i - 1] + words[i]));
    }

    /// <summary>The kinds that the name announces.</summary>
    internal static Announcement Read(string name)
    {
        var words = Split(name);
        List<IdentifierKind> strong = [];
        List<IdentifierKind> weak = [];
        for (var joined = Math.Min(MostJoined, words.Count); joined > 0; joined--)
        {
            for (var i = 0; i + joined <= words.Count; i++)
            {
                if (AnnouncingWords.Find(string.Concat(words.Skip(i).Take(joined))) is not { } found) continue;
                strong.AddRange(found.Strong);
                weak.AddRange(IdentifierKinds.All.Where(k => found.Has(k) && !found.Strong.Contains(k)));
            }
        }

        return strong.Count + weak.Count == 0 ? Announcement.None : new([.. strong.Distinct()], [.. weak.Except(strong)]);
    }

    /// <summary>Whether the name speaks against a kind: versions against internet addresses, serial numbers against numbers of every kind.</summary>
    internal static bool Contradicts(string name, IdentifierKind kind) =>
        kind == IdentifierKinds.Ipv4 || kind == IdentifierKinds.Ipv6 ? Split(name).Exists(VersionWords.Contains)
        : (kind is TokenKind || kind == IdentifierKinds.PaymentCard || kind == IdentifierKinds.UsSsn || kind == IdentifierKinds.Phone) && Split(name).Exists(SerialWords.Contains);

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

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
