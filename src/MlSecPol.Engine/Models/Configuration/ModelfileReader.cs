using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>
/// Reads what Ollama builds a model from: one instruction a line, whose argument may go over several between three quotation marks. The weights and adapters
/// are files that the build reads; the template is Go's and runs nothing, unless it is written for a renderer that does.
/// </summary>
internal static class ModelfileReader
{
    private const string Fence = "\"\"\"";

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.RemoteCode);
        if (SourceText.Read(content, member, "Modelfile", facts) is not { } bytes) return;
        var hazards = new HazardList(member, facts);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            facts.Token.ThrowIfCancellationRequested();
            var line = lines[at].Trim();
            var end = line.AsSpan().IndexOfAny(' ', '\t');
            if (end <= 0 || line[0] == '#') continue;
            var first = at;
            var argument = Argument(line[end..].Trim(), lines, ref at);
            Judge(line[..end].ToUpperInvariant(), argument, first + 1, member, hazards, facts);
        }

        hazards.Close();
    }

    private static string Argument(string first, string[] lines, ref int at)
    {
        if (!first.StartsWith(Fence, StringComparison.Ordinal)) return first.Length > 1 && first[0] == '"' && first[^1] == '"' ? first[1..^1] : first;
        var text = new StringBuilder();
        for (var line = first[Fence.Length..]; ; line = lines[at])
        {
            var end = line.IndexOf(Fence, StringComparison.Ordinal);
            text.Append(end < 0 ? line : line.AsSpan(0, end)).Append('\n');
            if (end >= 0 || at + 1 >= lines.Length) return text.ToString().Trim();
            at++;
        }
    }

    private static void Judge(string instruction, string argument, int line, string? member, HazardList hazards, FactsBuilder facts)
    {
        switch (instruction)
        {
            case "FROM" or "ADAPTER" when Effect(argument) is { } effect:
                hazards.Add(
                    ModelAspect.RemoteCode, effect, "remote:modelfile-place", instruction, $"'{instruction}' takes the model's parts from '{ShortText.Of(argument)}', which is no file of a model.", location: $"line {line}", evidence: ShortText.Of(argument));
                break;
            case "TEMPLATE":
                facts.Examine(ModelAspect.Template);
                TemplateReader.JudgeText(argument, member, instruction, facts, TemplateUse.Text);
                break;
            case "SYSTEM" or "MESSAGE" when Hidden(argument) is { } hidden:
                hazards.Add(
                    ModelAspect.RemoteCode, HazardEffect.Unresolved, "remote:hidden-text", instruction, $"'{instruction}' holds letters that nobody sees and a model reads ({hidden}).", location: $"line {line}");
                break;
        }
    }

    /// <summary>A bare address, a share and files of the system are no models; names with a registry before them and paths of the builder's machine are.</summary>
    private static HazardEffect? Effect(string place)
    {
        if (place.StartsWith("https://huggingface.co/", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://hf.co/", StringComparison.OrdinalIgnoreCase) || place.StartsWith("https://ollama.com/", StringComparison.OrdinalIgnoreCase)) return null;
        if (FileTargets.Of(place) == FileTarget.Remote) return HazardEffect.Network;
        return FileTargets.IsOfSystem(place) || LocationJudge.Judge(place) is { Effect: HazardEffect.ReadFile } ? HazardEffect.ReadFile : null;
    }

    /// <summary>Letters of the tag block and marks that turn the direction of writing around.</summary>
    private static string? Hidden(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0xE0001 and <= 0xE007F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)) return $"U+{rune.Value:X4}";
        }

        return null;
    }
}
