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
        string? fetching = null;
        for (var at = 0; at < text.Length;)
        {
            facts.Token.ThrowIfCancellationRequested();
            var line = Statement(text, at);
            if (Spoken(line) is { } command)
            {
                if (CommandJudge.Gain(command) is { } gain)
                {
                    Add(HazardEffect.ExecuteLater, "script:command", file, $"The script '{file}' uses a command that {gain}.", at);
                    return;
                }

                fetching ??= Command(line);
            }

            at += line.Length + 1;
        }

        if (CommandJudge.Gain(Encoding.Latin1.GetString(text), isWhole: true) is { } together) Add(HazardEffect.ExecuteLater, "script:command", file, $"The script '{file}' {together}, over several lines.", 0);
        else if (fetching is not null && member is not null) Add(HazardEffect.Opaque, "script:shell", file, $"'{file}' is a script that uses '{fetching}'; what it does when somebody starts it was not worked out.", 0);
        else Add(HazardEffect.Note, "script:shell", file, $"'{file}' is a script; what it does when somebody starts it was not worked out.", 0);

        void Add(HazardEffect effect, string rule, string subject, string detail, int at) =>
            facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, effect, rule, subject, detail, member, at, null, SourceText.Line(text, at)));
    }

    /// <summary>A line with those that a backslash or a caret at its end joins to it.</summary>
    private static ReadOnlySpan<byte> Statement(byte[] text, int at)
    {
        for (var end = at; ;)
        {
            var next = text.AsSpan(end).IndexOf((byte)'\n');
            if (next < 0) return text.AsSpan(at);
            end += next;
            var line = text.AsSpan(at, end - at).TrimEnd((byte)'\r');
            if (line.IsEmpty || line[^1] is not ((byte)'\\' or (byte)'^') || line.Length > LongestLine) return text.AsSpan(at, end - at);
            end++;
        }
    }

    /// <summary>The text of a line that is no comment.</summary>
    private static string? Spoken(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r@"u8);
        if (line.IsEmpty || line[0] == '#' || line.StartsWith("REM "u8) || line.StartsWith("rem "u8) || line.StartsWith("::"u8)) return null;
        return Encoding.Latin1.GetString(line[..Math.Min(line.Length, 2 * LongestLine)]).Replace("\\\n", " ", StringComparison.Ordinal).Replace("^\r\n", " ", StringComparison.Ordinal);
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
