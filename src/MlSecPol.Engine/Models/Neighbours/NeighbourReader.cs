using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Neighbours;

/// <summary>Completes the facts of a file with what stands beside it: the weights that a model keeps in other files, and the model that explains raw weights.</summary>
internal static class NeighbourReader
{
    /// <summary>Completes the facts of a file on this machine; others, and files that need no neighbour, keep their facts.</summary>
    internal static ModelFacts Complete(ModelFacts facts, string path, ModelSettings settings, CancellationToken token)
    {
        if (Path.GetDirectoryName(path) is not { Length: > 0 } folder) return facts;
        if (facts.External.Count > 0) return ExternalFiles.Compare(facts, folder, token);
        return facts.Readings.Count == 0 && facts.Length > 0 ? RawWeights.Explain(facts, path, settings, token) : facts;
    }

    /// <summary>The name of a file as a model writes it, relative and with slashes; null when it leaves the folder of the model.</summary>
    internal static string? Plain(string file)
    {
        if (FileTargets.Of(file) is not (FileTarget.Inside or FileTarget.Detour)) return null;
        var parts = new List<string>();
        foreach (var part in file.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or "..")) parts.Add(part);
        }

        return parts.Count == 0 ? null : string.Join('/', parts);
    }
}
