using System.Text.Json;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Reads the advisories that are embedded in the engine. They have the form that <see cref="AdvisoryList.Read"/> checks key by key, which a test does and no run has to wait for.</summary>
internal static class BuiltInAdvisories
{
    internal static IReadOnlyList<AdvisoryEntry> Read()
    {
        using var document = EmbeddedData.Open("advisories");
        return [.. document.RootElement.GetProperty("advisories").EnumerateArray().Select(Entry)];
    }

    private static AdvisoryEntry Entry(JsonElement item) => new()
    {
        Id = Text(item, "id"),
        Product = Text(item, "product"),
        Affected = Text(item, "affected"),
        Ranges = Items(item, "ranges", r => new VersionRange { Introduced = Text(r, "introduced"), Fixed = Text(r, "fixed"), LastAffected = Text(r, "lastAffected") }),
        Summary = Text(item, "summary"),
        Reference = Text(item, "reference"),
        Verified = Truth(item, "verified"),
        Disputed = Truth(item, "disputed"),
        Applies = Items(item, "applies", Use),
    };

    private static AdvisoryUse Use(JsonElement item) => new()
    {
        Checks = Texts(item, "checks"),
        Rules = Texts(item, "rules"),
        Seen = Texts(item, "seen"),
        ExceptSeen = Texts(item, "exceptSeen"),
        Formats = Texts(item, "formats"),
        FileNames = Texts(item, "fileNames"),
        Members = Texts(item, "members"),
        ExceptMembers = Texts(item, "exceptMembers"),
        Imports = Texts(item, "imports"),
    };

    private static string Text(JsonElement item, string key) => item.TryGetProperty(key, out var value) ? value.GetString()! : string.Empty;

    private static bool Truth(JsonElement item, string key) => item.TryGetProperty(key, out var value) && value.GetBoolean();

    private static IReadOnlyList<string> Texts(JsonElement item, string key) => Items(item, key, i => i.GetString()!);

    private static IReadOnlyList<T> Items<T>(JsonElement item, string key, Func<JsonElement, T> read) =>
        item.TryGetProperty(key, out var value) ? [.. value.EnumerateArray().Select(read)] : [];
}
