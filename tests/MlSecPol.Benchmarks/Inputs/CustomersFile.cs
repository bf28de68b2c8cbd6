using System.Globalization;
using System.Text;

namespace MlSecPol.Benchmarks.Inputs;

/// <summary>
/// A table as organisations keep it: 18 columns of numbers, dates, codes, names, identifiers and free text, about 250 bytes a row. Written from a fixed seed.
/// </summary>
internal static class CustomersFile
{
    private static readonly string[] Given = ["Anna", "Ben", "Chloé", "David", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kim", "Luca", "Maya", "Noah", "Olga", "Pia"];
    private static readonly string[] Family = ["Smith", "Müller", "García", "Rossi", "Nowak", "Jensen", "Dubois", "Kowalski", "Silva", "Yılmaz", "Novák", "Popescu", "O'Neill", "Andersson"];
    private static readonly string[] Countries = ["DE", "FR", "ES", "IT", "PL", "DK", "PT", "AT", "CZ", "IE", "NO", "FI"];
    private static readonly string[] Cities = ["Berlin", "Paris", "Madrid", "Roma", "Warszawa", "København", "Lisboa", "Wien", "Praha", "Dublin", "Oslo", "Helsinki", "Zürich", "Gent"];
    private static readonly string[] Words =
    [
        "the", "customer", "asked", "about", "delivery", "and", "was", "told", "that", "order", "arrives", "next", "week", "because", "stock", "is", "low", "in", "our",
        "northern", "warehouse", "please", "call", "back", "before", "friday", "invoice", "paid", "refund", "sent", "by", "mail", "to", "address", "on", "file", "no", "further", "action",
    ];

    /// <summary>Writes the file.</summary>
    /// <returns>The number of rows.</returns>
    internal static long Write(string path, long size)
    {
        var random = new Random(2_000_000);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        writer.Write("id,created,updated,status,country,city,given_name,family_name,email,score,amount,quantity,discount,device,session,plan,comment,label\n");
        var row = new StringBuilder(512);
        long written = 0;
        var rows = 0L;
        while (written < size)
        {
            row.Clear();
            var (given, family) = (Given[random.Next(Given.Length)], Family[random.Next(Family.Length)]);
            var date = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(100_000_000));
            row.Append(CultureInfo.InvariantCulture, $"{rows + 1},{date:yyyy-MM-ddTHH:mm:ss}Z,{date.AddDays(random.Next(90)):yyyy-MM-dd},{(random.Next(10) < 8 ? "active" : "closed")},");
            row.Append(CultureInfo.InvariantCulture, $"{Countries[random.Next(Countries.Length)]},{Cities[random.Next(Cities.Length)]},{given},{family},");
            row.Append(CultureInfo.InvariantCulture, $"user{random.Next(3_000_000)}@mail{random.Next(40)}.example.com,{random.NextDouble():F6},{random.Next(1, 500_000) / 100.0:F2},{random.Next(1, 40)},");
            row.Append(random.Next(20) == 0 ? string.Empty : (random.Next(30) / 100.0).ToString("F2", CultureInfo.InvariantCulture));
            row.Append(CultureInfo.InvariantCulture, $",{random.NextInt64():x16},{random.Next():x8}-{random.Next(65536):x4},{"ABC"[random.Next(3)]}{random.Next(9)},");
            var quoted = random.Next(4) == 0;
            if (quoted) row.Append('"');
            for (var i = random.Next(6, 24); i > 0; i--) row.Append(Words[random.Next(Words.Length)]).Append(quoted && i % 7 == 0 ? ", " : " ");
            if (random.Next(200) == 0) row.Append(CultureInfo.InvariantCulture, $"call +49 30 {random.Next(1_000_000, 9_999_999)}");
            if (quoted) row.Append("\"\"urgent\"\"\"");
            row.Append(CultureInfo.InvariantCulture, $",{(random.Next(100) < 30 ? 1 : 0)}\n");
            writer.Write(row);
            written += row.Length;
            rows++;
        }

        return rows;
    }
}
