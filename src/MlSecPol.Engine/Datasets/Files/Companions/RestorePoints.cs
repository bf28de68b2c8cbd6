using System.Globalization;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>Reads lists of restore points: what <c>restic snapshots --json</c> and <c>borg list --json</c> print, and plain lists of times with or without paths.</summary>
internal sealed class RestorePoints
{
    private static readonly string[] Lists = ["snapshots", "archives", "restorePoints", "restore_points", "backups"];
    private static readonly string[] Times = ["time", "start", "end", "date", "created", "completed", "timestamp"];
    private readonly List<RestorePoint> _points = [];

    private RestorePoints()
    {
    }

    /// <summary>The newest that covers a file; null where none does.</summary>
    internal RestorePoint? Newest(string path) => _points.Where(p => p.Paths.Count == 0 || p.Paths.Any(f => Covers(f, path))).MaxBy(p => p.Time);

    /// <summary>Reads a list.</summary>
    /// <exception cref="ArtifactException">It is none.</exception>
    internal static RestorePoints Parse(string text)
    {
        var points = new RestorePoints();
        var plain = text.TrimStart();
        if (plain.StartsWith('{') || plain.StartsWith('[')) points.AddJson(plain);
        else points.AddLines(text);
        return points._points.Count > 0 ? points : throw new ArtifactException(ArtifactErrorKind.Malformed, "The list of restore points holds no time.", "Have the backup tool print its list anew.");
    }

    private static bool Covers(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal) || folder == Path.GetFileName(path);

    private void AddJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            Add(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The list of restore points is no JSON: {e.Message}", "Have the backup tool print its list anew.", e);
        }
    }

    private void Add(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)) Add(item);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var list in Lists)
        {
            if (element.TryGetProperty(list, out var inner) && inner.ValueKind == JsonValueKind.Array) Add(inner);
        }

        foreach (var name in Times)
        {
            if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String || Time(value.GetString()!) is not { } time) continue;
            var paths = element.TryGetProperty("paths", out var covered) && covered.ValueKind == JsonValueKind.Array
                ? covered.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!).ToList()
                : element.TryGetProperty("path", out var single) && single.ValueKind == JsonValueKind.String ? [single.GetString()!] : [];
            _points.Add(new RestorePoint(time, paths));
            return;
        }
    }

    /// <summary>A time, and behind a blank the path that it covers.</summary>
    private void AddLines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (Time(blank < 0 ? line : line[..blank]) is { } time) _points.Add(new RestorePoint(time, blank < 0 ? [] : [line[(blank + 1)..].Trim()]));
        }
    }

    /// <summary>A time by ISO 8601; without a zone it is that of this machine, as borg prints it.</summary>
    private static DateTimeOffset? Time(string text) =>
        text.Length >= 10 && char.IsAsciiDigit(text[0]) && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time) ? time : null;
}
