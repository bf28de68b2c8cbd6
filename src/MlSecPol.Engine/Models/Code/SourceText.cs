using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>The bytes of one source file, all at hand.</summary>
internal static class SourceText
{
    private const int LongestLine = 1024;

    /// <summary>Reads the whole text; null, with a gap, when it is too long or no text.</summary>
    internal static byte[]? Read(ByteSource content, string? member, string kind, FactsBuilder facts)
    {
        if (content.Length > Math.Min(facts.Limits.HeaderBytes, Array.MaxLength))
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The {kind} is longer than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return null;
        }

        var text = new byte[content.Length];
        var length = content.Read(0, text);
        if (text.AsSpan(0, length).Contains((byte)0))
        {
            facts.AddGap(CoverageGapKind.Malformed, member, text.AsSpan().IndexOf((byte)0), $"The {kind} is no text.");
            return null;
        }

        return length == text.Length ? text : text[..length];
    }

    /// <summary>The line around a place, trimmed and shortened.</summary>
    internal static string Line(ReadOnlySpan<byte> text, int at)
    {
        var start = text[..at].LastIndexOf((byte)'\n') + 1;
        var line = text[start..];
        if (line.IndexOf((byte)'\n') is var end and >= 0) line = line[..end];
        line = line.Trim(" \t\r"u8);
        return ShortText.Of(Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestLine)]));
    }

    /// <summary>The expressions in the braces of a formatted string.</summary>
    internal static IEnumerable<Range> Expressions(byte[] text, SourceToken literal)
    {
        var open = 0;
        var depth = 0;
        for (var at = literal.Start; at < literal.End; at++)
        {
            if (text[at] == '{')
            {
                if (depth == 0 && at + 1 < literal.End && text[at + 1] == '{')
                {
                    at++;
                    continue;
                }

                if (depth++ == 0) open = at + 1;
            }
            else if (text[at] == '}' && depth > 0 && --depth == 0)
            {
                yield return open..at;
            }
        }
    }
}
