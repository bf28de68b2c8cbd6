using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Reads scripts: Python by its own reader, those of shells by the commands that they name outside of comments.</summary>
internal static class ScriptReader
{
    private const int LongestLine = 4096;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "script", facts) is not { } text) return;
        if (text.AsSpan().StartsWith("#!"u8) && SourceText.Line(text, 0).Contains("python", StringComparison.Ordinal))
        {
            PythonReader.Read(content, member, name, depth, facts);
            return;
        }

        var file = TextLanguage.FileName(name);
        for (var at = 0; at < text.Length;)
        {
            facts.Token.ThrowIfCancellationRequested();
            var line = text.AsSpan(at);
            if (line.IndexOf((byte)'\n') is var end and >= 0) line = line[..end];
            if (Command(line) is { } command)
            {
                facts.Add(new ModelHazard(
                    ModelAspect.EmbeddedCode, HazardEffect.ExecuteLater, "script:command", command, $"The script '{file}' uses '{command}', by which scripts fetch, hide or start things.", member, at, null, SourceText.Line(text, at)));
                return;
            }

            at += line.Length + 1;
        }

        facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, HazardEffect.Opaque, "script:shell", file, $"'{file}' is a script; what it does when somebody starts it was not worked out.", member));
    }

    private static string? Command(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty || line[0] == '#' || line.StartsWith("REM "u8) || line.StartsWith("::"u8)) return null;
        var text = Encoding.Latin1.GetString(line[..Math.Min(line.Length, LongestLine)]).ToLowerInvariant();
        return SourceData.Current.Commands.FirstOrDefault(c => Holds(text, c));
    }

    /// <summary>Whether a command stands in a line as a word of its own.</summary>
    private static bool Holds(string line, string command)
    {
        for (var at = line.IndexOf(command, StringComparison.Ordinal); at >= 0; at = line.IndexOf(command, at + 1, StringComparison.Ordinal))
        {
            var end = at + command.Length;
            if ((at == 0 || !IsWord(line[at - 1]) || !IsWord(command[0])) && (end == line.Length || !IsWord(line[end]) || !IsWord(command[^1]))) return true;
        }

        return false;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
}
