using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>
/// Reads the two members of the oldest checkpoints in which small pickles alternate with raw numbers: storages (a count, then for each storage a pickle, the number of
/// elements and the elements, then a pickle of views) and tensors (a count, then for each tensor a pickle and its shape).
/// </summary>
internal static class TorchTarReader
{
    private const int CountLength = 8;
    private const int ShapeHeader = 8;
    private const int MostDimensions = 64;

    // Far more than the tuple of a key, a place and a type takes.
    private const int ProgramWindow = 1 << 16;

    internal static void ReadStorages(ByteSource content, string path, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        long at = 0;
        if (Count(content, path, ref at, facts) is not { } count) return;
        Span<byte> word = stackalloc byte[CountLength];
        for (long i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (Program(content, path, ref at, facts) is not { } value) return;
            var key = value.Items.Count > 0 ? value.Items[0].ToString() : $"{i}";
            if (value.Items.Count < 3 || value.Items[2].RootImport is not { } type || TorchStorage.Width(type.Name) is not { } width)
            {
                facts.AddGap(CoverageGapKind.Unsupported, path, at, $"Storage {key} is of an unknown type; where the storages behind it begin cannot be told.");
                UnownedReader.Read(content, new ByteRange(at, content.Length), path, depth, facts);
                return;
            }

            var elements = content.Read(at, word) == word.Length ? BinaryPrimitives.ReadInt64LittleEndian(word) : -1;
            if (elements < 0 || elements > (content.Length - at - CountLength) / width)
            {
                facts.AddDefect(HeaderDefectKind.OutOfBounds, path, at, key, $"Storage {key} claims {elements} elements of {width} bytes and leaves its member.");
                return;
            }

            facts.AddTensors(1, elements * width);
            at += CountLength + (elements * width);
        }

        if (Program(content, path, ref at, facts) is null) return;
        UnownedReader.Read(content, new ByteRange(at, content.Length), path, depth, facts);
    }

    internal static void ReadTensors(ByteSource content, string path, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        long at = 0;
        if (Count(content, path, ref at, facts) is not { } count) return;
        Span<byte> word = stackalloc byte[sizeof(int)];
        for (long i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (Program(content, path, ref at, facts) is not { } value) return;
            var dimensions = content.Read(at, word) == word.Length ? BinaryPrimitives.ReadInt32LittleEndian(word) : -1;
            var end = at + ShapeHeader + ((2L * dimensions) + 1) * sizeof(long);
            if (dimensions is < 0 or > MostDimensions || end > content.Length)
            {
                var key = value.Items.Count > 0 ? value.Items[0].ToString() : $"{i}";
                facts.AddDefect(HeaderDefectKind.OutOfBounds, path, at, key, $"Tensor {key} claims {dimensions} dimensions and leaves its member.");
                return;
            }

            at = end;
        }

        UnownedReader.Read(content, new ByteRange(at, content.Length), path, depth, facts);
    }

    private static long? Count(ByteSource content, string path, ref long at, FactsBuilder facts)
    {
        if (Program(content, path, ref at, facts) is not { } value) return null;
        if (value is { Kind: PickleValueKind.Integer, IsShortened: false, Number: >= 0 }) return value.Number;
        facts.AddDefect(HeaderDefectKind.Malformed, path, 0, "count", "The member does not begin with the number of its parts.");
        return null;
    }

    /// <summary>Reads the one pickle at a place, which may be followed by anything; null, with everything read that could be, where there is none.</summary>
    private static PickleValue? Program(ByteSource content, string path, ref long at, FactsBuilder facts)
    {
        var start = at;
        var name = start == 0 ? path : ContentReader.Inside(path, $"bytes at {start}");
        var window = PickleMachine.Analyse(content.Slice(start, Math.Min(ProgramWindow, content.Length - start)), facts.PickleLimits, facts.Token);
        if (window.Streams is not [{ Start: 0 } first, ..])
        {
            // The loader would run what stands here until it breaks.
            facts.AddPickles(content.Slice(start, content.Length - start), name);
            return null;
        }

        var report = facts.AddPickles(content.Slice(start, first.End), name).Report;
        at = start + first.End;
        return report.Streams is [var stream, ..] ? stream.Value : null;
    }
}
