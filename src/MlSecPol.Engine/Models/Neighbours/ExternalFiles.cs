using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Neighbours;

/// <summary>Compares what a model says of its weights in other files with the files that are there: whether a link leads out of the folder, and whether the ranges are in the file.</summary>
internal static class ExternalFiles
{
    private const int MostFiles = 10_000;
    private const int MostDefects = 100;

    internal static ModelFacts Compare(ModelFacts facts, string folder, CancellationToken token)
    {
        List<ModelHazard> hazards = [];
        List<HeaderDefect> defects = [];
        foreach (var group in facts.External.GroupBy(r => r.File, StringComparer.Ordinal).Take(MostFiles))
        {
            token.ThrowIfCancellationRequested();
            try
            {
                if (LinkOut(folder, group.Key) is { } target)
                {
                    hazards.Add(new ModelHazard(
                        ModelAspect.OnnxExternalData, HazardEffect.ReadFile, "onnx:external-link", group.First().Tensor,
                        $"'{group.Key}', where the model keeps tensors, is reached over a link that leads out of its folder to '{target}'.", Evidence: target));
                }
                else if (LengthOf(Path.Combine(folder, group.Key)) is { } length)
                {
                    defects.AddRange(group.Where(r => r.Offset > length || (r.Length ?? 0) > length - r.Offset).Take(MostDefects).Select(r => new HeaderDefect(
                        HeaderDefectKind.OutOfBounds, null, null, r.Tensor, $"'{r.Tensor}' takes {r.Length ?? 0} bytes from {r.Offset} on of '{r.File}', which has {length}.")));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or ArtifactException)
            {
                // What cannot be looked at from here says nothing about the model; its own audit tells.
                continue;
            }
        }

        if (hazards.Count == 0 && defects.Count == 0) return facts with { HeadersRead = Math.Max(1, facts.HeadersRead) };
        return facts with { Hazards = [.. facts.Hazards, .. hazards], HeaderDefects = [.. facts.HeaderDefects, .. defects], HeadersRead = Math.Max(1, facts.HeadersRead) };
    }

    /// <summary>Where a link on the way to a file leads out of the folder; null where none does. The blob store of a download cache belongs to its folder.</summary>
    private static string? LinkOut(string folder, string file)
    {
        var path = folder;
        foreach (var part in file.Split('/'))
        {
            path = Path.Combine(path, part);
            var entry = new FileInfo(path);
            if (entry.LinkTarget is null) continue;
            if (entry.ResolveLinkTarget(returnFinalTarget: true) is not { } final) return null;
            var isInside = FolderPath.IsBelow(FolderPath.Resolve(final.FullName), FolderPath.Resolve(folder));
            if (!isInside && !FolderPath.IsCacheBlob(final.FullName, folder)) return entry.LinkTarget;
        }

        return null;
    }

    /// <summary>Bytes of a file; null when it is not there, or only a reference to content that is kept elsewhere.</summary>
    private static long? LengthOf(string path)
    {
        if (!File.Exists(path)) return null;
        using var source = FileSource.Open(path);
        Span<byte> head = stackalloc byte[256];
        return FormatDetector.Sniff(head[..source.Read(0, head)], source.Length) == ArtifactFormat.LfsPointer ? null : source.Length;
    }
}
