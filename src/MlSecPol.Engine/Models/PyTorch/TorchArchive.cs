using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>Compares the storages that the pickles of a checkpoint ask for with the members that hold them, by sizes alone.</summary>
internal static class TorchArchive
{
    internal static void CompareStorages(ZipLayout layout, IReadOnlyList<ZipMember> members, IReadOnlyList<PickleProgram> programs, string? container, FactsBuilder facts)
    {
        if (layout.Format != ArtifactFormat.TorchZip) return;
        var sizes = new Dictionary<string, long>(members.Count, StringComparer.Ordinal);
        foreach (var member in members) sizes.TryAdd(member.Name, member.Size);
        foreach (var program in programs)
        {
            facts.HeadersRead++;
            var inside = container is null ? program.Member! : program.Member![(container.Length + 1)..];
            var folder = inside.EndsWith(".pkl", StringComparison.Ordinal) ? inside[..^".pkl".Length] + "/" : layout.Folder + "data/";
            var storages = TorchStorage.From(program.Report);
            foreach (var storage in storages) Compare(storage, Find(sizes, layout, folder, storage.Key), program.Member!, facts);
            facts.AddTensors(storages.Count, storages.Sum(s => Math.Min(Math.Max(0, s.Bytes ?? 0), 1L << 50)));
        }
    }

    private static long? Find(Dictionary<string, long> sizes, ZipLayout layout, string folder, string key)
    {
        foreach (var name in (ReadOnlySpan<string>)[folder + key, layout.Folder + "data/" + key, layout.Folder + ".data/" + key + ".storage"])
        {
            if (sizes.TryGetValue(name, out var size)) return size;
        }

        return null;
    }

    private static void Compare(TorchStorage storage, long? size, string program, FactsBuilder facts)
    {
        if (storage.Bytes == -1)
            facts.AddDefect(HeaderDefectKind.Overflow, program, storage.Offset, storage.Key, $"Storage '{storage.Key}' claims {storage.Elements} elements.");
        else if (size is null)
            facts.AddDefect(HeaderDefectKind.MissingStorage, program, storage.Offset, storage.Key, $"Storage '{storage.Key}' is not in the archive.");
        else if (storage.Bytes > size)
            facts.AddDefect(HeaderDefectKind.OutOfBounds, program, storage.Offset, storage.Key, $"Storage '{storage.Key}' claims {storage.Bytes} bytes ({storage.Elements} elements of {storage.Type}), its member has {size}.");
        else if (storage.Bytes < size)
            facts.AddDefect(HeaderDefectKind.SizeMismatch, program, storage.Offset, storage.Key, $"Storage '{storage.Key}' claims {storage.Bytes} bytes ({storage.Elements} elements of {storage.Type}), its member has {size}.");
    }
}
