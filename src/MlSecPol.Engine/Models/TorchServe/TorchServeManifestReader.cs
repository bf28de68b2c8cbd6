using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.TorchServe;

/// <summary>Reads the manifest of a model archive for TorchServe, which names the Python file that handles requests.</summary>
internal static class TorchServeManifestReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (content.Length > Math.Min(facts.Limits.HeaderBytes, Array.MaxLength))
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The manifest is longer than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        var bytes = new byte[content.Length];
        var json = new Utf8JsonReader(bytes.AsSpan(0, content.Read(0, bytes)), new JsonReaderOptions { MaxDepth = facts.Limits.HeaderDepth });
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.GetString() is not { } key || !IsFile(key)) continue;
                if (json.Read() && json.TokenType == JsonTokenType.String) Judge(key, json.GetString()!, json.TokenStartIndex, member, facts);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, json.BytesConsumed, "The manifest is no sound JSON.");
        }
    }

    private static bool IsFile(string key) => key is "handler" or "modelFile" or "serializedFile" or "requirementsFile" or "configFile";

    private static void Judge(string key, string value, long offset, string? member, FactsBuilder facts)
    {
        if (MemberName.LeavesFolder(value))
            Add(HazardEffect.ExecuteLater, "path", $"The manifest names '{value}' as {key}, which lies outside of the archive.");
        else if (key is "handler" or "modelFile" && value.Split(':')[0].EndsWith(".py", StringComparison.OrdinalIgnoreCase))
            Add(HazardEffect.Note, "handler", $"The server imports '{value}' ({key}): the archive brings its own code by design, which is judged with its other source.");
        else if (key == "requirementsFile")
            Add(HazardEffect.Note, "requirements", $"A server that is allowed to installs what '{value}' lists.");

        void Add(HazardEffect effect, string rule, string detail) =>
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, effect, "mar:" + rule, value, detail, member, offset, key));
    }
}
