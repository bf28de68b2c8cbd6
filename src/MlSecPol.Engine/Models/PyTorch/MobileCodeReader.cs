using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>
/// Reads the operators of code for phones, <c>bytecode.pkl</c>: tuples in a pickle whose texts name operators as <c>namespace::name</c> and classes by their full name.
/// The texts are found by their length words, so that the size of the program does not matter.
/// </summary>
internal static class MobileCodeReader
{
    private const int LongestName = 256;
    private const int HeaderLength = 5;
    private const byte LongText = (byte)'X';
    private const byte ShortText = 0x8C;
    private const string NativeClasses = "__torch__.torch.classes.";

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:"u8);

    internal static void Read(ByteSource content, string? member, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.TorchScript);
        if (content.Length > Math.Min(facts.Limits.HeaderBytes, Array.MaxLength))
        {
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The code is longer than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        var bytes = new byte[content.Length];
        ReadOnlySpan<byte> program = bytes.AsSpan(0, content.Read(0, bytes));
        var judge = new TorchOperatorJudge(member, facts);
        for (var at = 0; at < program.Length; at++)
        {
            var found = program[at..].IndexOfAny(LongText, ShortText);
            if (found < 0) break;
            at += found;
            facts.Token.ThrowIfCancellationRequested();
            if (Text(program[at..]) is { IsEmpty: false } text) Judge(Encoding.ASCII.GetString(text), at, judge);
        }
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> at)
    {
        int start, length;
        if (at[0] == ShortText && at.Length > 2) (start, length) = (2, at[1]);
        else if (at[0] == LongText && at.Length > HeaderLength) (start, length) = (HeaderLength, BinaryPrimitives.ReadInt32LittleEndian(at[1..]));
        else return default;
        if (length is <= 0 or > LongestName || length > at.Length - start) return default;
        var text = at.Slice(start, length);
        return text.IndexOfAnyExcept(NameBytes) < 0 ? text : default;
    }

    private static void Judge(string text, int offset, TorchOperatorJudge judge)
    {
        if (text.IndexOf("::", StringComparison.Ordinal) is var colons and > 0 && colons + 2 < text.Length)
        {
            var name = text[(colons + 2)..];
            judge.JudgeOperator(text[..colons], name.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? name[..dot] : name, offset, text);
        }
        else if (text.StartsWith(NativeClasses, StringComparison.Ordinal))
        {
            var parts = text[NativeClasses.Length..].Split('.', 2);
            judge.JudgeClass(parts[0], parts.Length > 1 ? parts[1] : "", offset, text);
        }
    }
}
