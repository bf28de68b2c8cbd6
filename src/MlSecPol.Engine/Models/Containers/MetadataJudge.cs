using System.Buffers;
using System.Buffers.Text;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Templates;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>
/// Looks at a text that a header carries along. Words in it decide nothing; what decides is whether the whole text is a template, a program,
/// or a serialised object, plain or encoded.
/// </summary>
internal static class MetadataJudge
{
    /// <summary>The longest text that is looked at whole.</summary>
    internal const int LongestText = 1 << 20;

    private const int ShortestCode = 24;
    private const int LongestHead = 256;

    private static readonly SearchValues<byte> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_\r\n"u8);
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF\r\n"u8);

    // What a program begins with; prose that speaks of one begins otherwise.
    private static readonly string[] Beginnings =
        ["import ", "from ", "__import__", "eval(", "exec(", "os.", "subprocess.", "sys.", "builtins.", "lambda ", "lambda:", "getattr(", "compile(", "def ", "class ", "(lambda", "open("];

    private static readonly string[] Commands =
    [
        "#!", "curl -", "curl http", "wget -", "wget http", "bash -", "sh -c", "/bin/sh", "/bin/bash", "powershell -", "powershell.exe", "cmd /c", "cmd.exe", "rm -rf", "python -c", "python3 -c", "chmod +x", "nc -e",
    ];

    /// <summary>Judges one entry.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its text as bytes.</param>
    /// <param name="member">The member of a container that holds the header.</param>
    /// <param name="depth">How deep that stands in containers.</param>
    /// <param name="facts">What takes the facts.</param>
    internal static void Judge(string key, ReadOnlySpan<byte> value, string? member, int depth, FactsBuilder facts)
    {
        if (value.Length < 2) return;
        if (key.Contains("chat_template", StringComparison.OrdinalIgnoreCase))
        {
            TemplateReader.Judge(Encoding.UTF8.GetString(value), member, key, facts);
            return;
        }

        var place = ContentReader.Inside(member, key);
        if (Hands(value, value.Length)) ContentReader.Read(new MemorySource(value.ToArray()), place, place, depth + 1, facts);
        else if (Decode(value) is { } bytes && Hands(bytes.Span, bytes.Length)) ContentReader.Read(new MemorySource(bytes), place, place, depth + 1, facts);
        else if (IsCommand(value))
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "metadata:program", key, $"The entry '{key}' is a command or a script of a shell.", member));
        else if (IsProgram(value))
        {
            var before = facts.Acts;
            PythonReader.Read(new MemorySource(value.ToArray()), place, "metadata", depth + 1, facts);

            // Source in a library may well evaluate something; what describes a model has no use for it.
            if (facts.Acts == before && TextValueJudge.Code(Encoding.UTF8.GetString(value), facts.Token) is { } program)
                facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "metadata:program", key, $"The entry '{key}' {program.Detail}.", member));
        }
        else if (value.IndexOf("{{"u8) >= 0 || value.IndexOf("{%"u8) >= 0) TemplateReader.JudgeText(Encoding.UTF8.GetString(value), member, key, facts, TemplateUse.Chat);
        else if (HasScript(value))
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "metadata:script", key, $"The entry '{key}' holds a script that a page runs which shows it.", member));
    }

    /// <summary>Whether a loader or a system would run something of the content.</summary>
    private static bool Hands(ReadOnlySpan<byte> content, long length)
    {
        var format = FormatDetector.Sniff(content[..Math.Min(content.Length, FormatDetector.HeadLength)], length);
        return format is ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.Zip or ArtifactFormat.Gzip || (ContentReader.IsCode(format) && format != ArtifactFormat.Script);
    }

    private static ReadOnlyMemory<byte>? Decode(ReadOnlySpan<byte> value)
    {
        var comma = value.StartsWith("data:"u8) ? value.IndexOf(";base64,"u8) : -1;
        if (comma > 0) value = value[(comma + ";base64,".Length)..];
        value = value.Trim(" \r\n\t"u8);
        if (value.Length is < ShortestCode or > LongestText) return null;
        if (value.IndexOfAnyExcept(HexDigits) < 0 && value.Length % 2 == 0)
        {
            var hex = Encoding.ASCII.GetString(value).ReplaceLineEndings(string.Empty);
            return hex.Length % 2 == 0 ? Convert.FromHexString(hex) : null;
        }

        if (value.IndexOfAnyExcept(Base64Letters) >= 0) return null;
        var text = value.ToArray();
        text.AsSpan().Replace((byte)'-', (byte)'+');
        text.AsSpan().Replace((byte)'_', (byte)'/');
        return Base64.DecodeFromUtf8InPlace(text, out var written) == OperationStatus.Done ? text.AsMemory(0, written) : null;
    }

    private static bool IsCommand(ReadOnlySpan<byte> value)
    {
        var head = Encoding.UTF8.GetString(value[..Math.Min(value.Length, LongestHead)]).TrimStart();
        return Array.Exists(Commands, c => head.StartsWith(c, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsProgram(ReadOnlySpan<byte> value)
    {
        var head = Encoding.UTF8.GetString(value[..Math.Min(value.Length, LongestHead)]).TrimStart();
        if (!Array.Exists(Beginnings, b => head.StartsWith(b, StringComparison.Ordinal))) return false;
        return !head.StartsWith("from ", StringComparison.Ordinal) || head.Contains(" import ", StringComparison.Ordinal);
    }

    private static bool HasScript(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, LongestText)]);
        return text.Contains("<script", StringComparison.OrdinalIgnoreCase) && (text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.TrimStart().StartsWith('<'));
    }
}
