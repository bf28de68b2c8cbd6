using System.Buffers;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>
/// Looks for pickles that begin in the middle of bytes which no format explains, behind junk that a seek leaves out.
/// Only the first part is looked at, and what is found counts as chance until it is known to be dangerous.
/// </summary>
internal static class HiddenPickleReader
{
    private const int Window = 1 << 16;
    private const int MostCandidates = 64;
    private const byte Proto = 0x80;
    private const byte Global = (byte)'c';

    /// <summary>Instructions with which a program goes on behind its protocol.</summary>
    private static readonly SearchValues<byte> Followers = SearchValues.Create([0x95, Global, (byte)'(', (byte)'}', (byte)']', (byte)')', (byte)'X', 0x8C, (byte)'U', (byte)'S', (byte)'V']);

    internal static void Read(ByteSource content, long start, string? member, FactsBuilder facts)
    {
        if (start >= content.Length) return;
        var buffer = ArrayPool<byte>.Shared.Rent(Window);
        try
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, content.Read(start, buffer.AsSpan(0, Window)));
            var tried = 0;
            for (var at = 0; at < bytes.Length - 2 && tried < MostCandidates; at++)
            {
                var next = bytes[at..].IndexOfAny(Proto, Global);
                if (next < 0) return;
                at += next;
                if (!IsCandidate(bytes[at..])) continue;
                tried++;
                if (facts.AddHiddenPickles(content, start + at, member)) return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A protocol and an instruction, or an import of two lines that are names.</summary>
    private static bool IsCandidate(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 3) return false;
        if (bytes[0] == Proto) return bytes[1] <= 5 && Followers.Contains(bytes[2]);
        var module = Name(bytes[1..]);
        return module > 0 && Name(bytes[(module + 2)..]) > 0;
    }

    /// <summary>The length of a name that a line break ends; 0 for anything else.</summary>
    private static int Name(ReadOnlySpan<byte> bytes)
    {
        var end = bytes[..Math.Min(bytes.Length, 128)].IndexOf((byte)'\n');
        if (end <= 0) return 0;
        foreach (var letter in bytes[..end])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'_' or (byte)'.')) return 0;
        }

        return end;
    }
}
