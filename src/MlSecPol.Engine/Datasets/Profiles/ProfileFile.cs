using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>
/// Profiles as JSON documents: everything a person may want to read, and the state, which alone is read back. What <c>ConvertTo-Json</c> makes of a profile is read as well.
/// </summary>
internal static class ProfileFile
{
    internal const string Extension = ".mlprofile.json";

    private const long LargestFile = 512L * 1024 * 1024;
    private const int DeepestNesting = 16;
    private const string StateMember = "state";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    internal static void Write(Stream output, DatasetProfile profile) => JsonSerializer.Serialize(output, profile, Options);

    /// <exception cref="ArtifactException">The file cannot be read or holds no profile.</exception>
    internal static ProfileState Read(string path)
    {
        using var source = FileSource.Open(path);
        if (source.Length > LargestFile)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"'{path}' has {source.Length} bytes, more than the {LargestFile} that a profile may have.", "Name a file that Measure-MlDataset -StatePath wrote.");
        var bytes = new byte[source.Length];
        for (var at = 0; at < bytes.Length;)
        {
            var read = source.Read(at, bytes.AsSpan(at));
            if (read == 0) break;
            at += read;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            var state = document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().FirstOrDefault(p => p.Name.Equals(StateMember, StringComparison.OrdinalIgnoreCase)).Value
                : default;
            if (state.ValueKind != JsonValueKind.String) throw new InvalidDataException("It has no member 'state'.");
            return ProfileState.FromText(state.GetString()!);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"'{path}' is not a profile of a dataset: {e.Message}", "Name a file that Measure-MlDataset -StatePath wrote, or measure the data again.", e);
        }
    }
}
