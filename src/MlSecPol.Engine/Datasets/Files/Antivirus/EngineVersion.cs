using System.Globalization;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>What an engine says of itself.</summary>
/// <param name="Name">Name and version, for example <c>ClamAV 1.4.6</c>.</param>
/// <param name="Database">The version of its signatures; null where it does not tell.</param>
/// <param name="DatabaseDate">When they were made; null where it does not tell.</param>
internal sealed record EngineVersion(string Name, string? Database, DateTimeOffset? DatabaseDate)
{
    /// <summary>Reads the answer of clamd to VERSION: engine, number of the daily database, its date as C prints it, separated by slashes; the last two only where there is such a database.</summary>
    internal static EngineVersion Parse(string answer)
    {
        var parts = answer.Trim('\0', '\n', ' ').Split('/');
        DateTimeOffset? date = parts.Length > 2
            && DateTime.TryParseExact(parts[2].Trim(), ["ddd MMM d HH:mm:ss yyyy", "ddd MMM dd HH:mm:ss yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeLocal, out var made)
                ? new DateTimeOffset(made)
                : null;
        return new EngineVersion(parts[0], parts.Length > 1 ? parts[1] : null, date);
    }
}
