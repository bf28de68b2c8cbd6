using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>
/// Reads pickles that stand alone. A checkpoint of PyTorch before 1.6 is five of them (magic number, protocol, system, object, storage keys)
/// and then, for each storage, its element count in eight bytes and its elements.
/// </summary>
internal static class TorchLegacyReader
{
    private const int Pickles = 5;
    private const int CountLength = 8;

    /// <returns>What the pickles show the content to be, and where what they own ends.</returns>
    internal static (ArtifactFormat Format, long Owned) Read(ByteSource content, string? member, int depth, FactsBuilder facts, bool mayEndEarly)
    {
        var report = facts.AddPickles(content, member).Report;
        var storages = TorchStorage.From(report);
        if (report.Streams.Count >= Pickles && (storages.Count > 0 || IsLegacy(content)))
        {
            var last = report.Streams[Pickles - 1];
            return (ArtifactFormat.TorchLegacy, ReadStorages(content, member, depth, facts, last, storages, mayEndEarly));
        }

        // What the machine has taken for a program that breaks off is its affair; the rest is nobody's.
        if (report.Gap is null && report.TrailingLength > 0 && !mayEndEarly)
            UnownedReader.Read(content, new ByteRange(report.TrailingOffset, content.Length), member, depth, facts);
        return (ArtifactFormat.Pickle, report.ConsumedLength);
    }

    private static bool IsLegacy(ByteSource content)
    {
        Span<byte> head = stackalloc byte[16];
        return Magic.IsTorchLegacy(head[..content.Read(0, head)]);
    }

    private static long ReadStorages(
        ByteSource content, string? member, int depth, FactsBuilder facts, PickleStreamInfo keys, IReadOnlyList<TorchStorage> storages, bool mayEndEarly)
    {
        var start = keys.End;
        facts.HeadersRead++;
        facts.AddTensors(storages.Count, storages.Sum(s => Math.Max(0, s.Bytes ?? 0)));
        if (storages.Any(s => s.Bytes is null))
        {
            facts.AddGap(CoverageGapKind.Unsupported, member, start, "A storage of an unknown element type stands in the file; where the storages end cannot be told.");
            return start;
        }

        var at = start;
        Span<byte> word = stackalloc byte[CountLength];
        foreach (var storage in InOrder(storages, keys.Value))
        {
            facts.Token.ThrowIfCancellationRequested();
            var end = at + CountLength + storage.Bytes!.Value;
            if (content.Read(at, word) < CountLength || storage.Bytes < 0 || end > content.Length || end < at)
            {
                facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, storage.Key, $"Storage '{storage.Key}' of {storage.Elements} elements, to begin at offset {at}, leaves the file.");
                return at;
            }

            var count = BinaryPrimitives.ReadInt64LittleEndian(word);
            if (count != storage.Elements)
            {
                facts.AddDefect(HeaderDefectKind.SizeMismatch, member, at, storage.Key, $"Storage '{storage.Key}' states {count} elements, the checkpoint asks for {storage.Elements}.");
                return at;
            }

            at = end;
        }

        if (at < content.Length && !mayEndEarly) UnownedReader.Read(content, new ByteRange(at, content.Length), member, depth, facts);
        return at;
    }

    /// <summary>The order of the last pickle; where that is too long to be at hand, the sorted order in which PyTorch writes it.</summary>
    private static IEnumerable<TorchStorage> InOrder(IReadOnlyList<TorchStorage> storages, PickleValue keys)
    {
        if (keys.IsShortened || keys.Items.Count != storages.Count) return storages.OrderBy(s => s.Key, StringComparer.Ordinal);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Items.Count; i++) places.TryAdd(keys.Items[i].Text ?? string.Empty, i);
        return storages.OrderBy(s => places.GetValueOrDefault(s.Key, int.MaxValue));
    }
}
