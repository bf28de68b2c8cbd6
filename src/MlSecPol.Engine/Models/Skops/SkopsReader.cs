using System.Buffers;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Skops;

/// <summary>Reads the schema of a skops archive: a tree of nodes, each of which names the class that restores it. Nothing is imported.</summary>
internal static class SkopsReader
{
    /// <summary>Reads the member that skops takes for its schema.</summary>
    /// <returns>Whether it is one; anything else of that name is none of skops' business.</returns>
    internal static bool Read(ByteSource content, string member, FactsBuilder facts)
    {
        if (content.Length > facts.Limits.HeaderBytes)
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The schema has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return true;
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(1, content.Length));
        try
        {
            var text = buffer.AsMemory(0, content.Read(0, buffer.AsSpan(0, (int)content.Length)));
            if (text.Span.StartsWith("\xEF\xBB\xBF"u8)) text = text[3..];
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = facts.Limits.HeaderDepth * 4 });
            if (!IsNode(document.RootElement)) return false;
            facts.Examine(ModelAspect.ObjectGraph);
            new SkopsJudge(member, facts).Judge(document.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Only what names a loader is worth an error; other archives have a schema.json of their own.
            if (buffer.AsSpan(0, (int)content.Length).IndexOf("__loader__"u8) < 0 && buffer.AsSpan(0, (int)content.Length).IndexOf("\\u00"u8) < 0) return false;
            facts.Examine(ModelAspect.ObjectGraph);
            facts.AddGap(CoverageGapKind.Malformed, member, 0, $"The schema is no JSON that can be read: {ShortText.Of(e.Message)}");
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A pickle under the name of a skops archive is what the model cards of skops before 0.12 hand to joblib.</summary>
    internal static void NotePickle(string name, string? member, FactsBuilder facts)
    {
        if (!name.EndsWith(".skops", StringComparison.OrdinalIgnoreCase)) return;
        facts.Examine(ModelAspect.ObjectGraph);
        facts.Add(new ModelHazard(
            ModelAspect.ObjectGraph,
            HazardEffect.Unresolved,
            "skops:pickle",
            name,
            "The file is named as a skops archive and is a pickle; a model card that falls back to joblib runs it.",
            member,
            0));
    }

    private static bool IsNode(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("__loader__", out _) || (root.TryGetProperty("__class__", out _) && root.TryGetProperty("__module__", out _)));
}
