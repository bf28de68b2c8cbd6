using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Tells which folders hold a model as a whole: weights, and beside them a file that describes or uses them; or a signature over a model.</summary>
public static class ModelFolders
{
    // Deep enough for the layouts of diffusers, MLflow and ONNX exports, and cheap enough to ask of every folder.
    private const int WeightDepth = 2;
    private const int EntriesLookedAt = 2_000;

    private const string Signature = "model.sig";

    private static readonly FrozenSet<string> Descriptions = new[]
    {
        "config.json", "model_index.json", "adapter_config.json", "tokenizer_config.json", "generation_config.json", "params.json", "configuration.json", "MLmodel", "model.sig", "saved_model.pb",
        "modelcard.md", "model_card.md",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What belongs to a model only where weights stand right beside it.
    private static readonly FrozenSet<string> Companions = new[]
    {
        "requirements.txt", "environment.yml", "environment.yaml", "conda.yaml", "pyproject.toml", "setup.py", "Pipfile", "Dockerfile",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> WeightExtensions = new[]
    {
        ".safetensors", ".bin", ".pt", ".pth", ".pt2", ".pte", ".ckpt", ".h5", ".hdf5", ".keras", ".onnx", ".gguf", ".ggml", ".pkl", ".pickle", ".joblib", ".npz", ".npy", ".pb", ".tflite", ".mlmodel",
        ".msgpack", ".skops", ".nemo", ".mar", ".pdparams", ".params", ".cbm", ".ubj", ".rds",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What an audit of a folder looks at: its files one by one, and before the files of a model folder that folder itself. In place of what git keeps for itself
    /// stands the folder of git, once.
    /// </summary>
    /// <param name="folder">The folder, a full path.</param>
    /// <param name="unreadable">Told of each folder that could not be listed; the rest goes on.</param>
    /// <param name="token">Ends the listing.</param>
    public static IEnumerable<string> Targets(string folder, Action<ArtifactException> unreadable, CancellationToken token)
    {
        string? current = null;
        string? model = null;
        string? left = null;
        foreach (var file in FileTree.Files(folder, unreadable, token))
        {
            if (GitStore.Above(folder, file) is { } store)
            {
                if (!GitStore.Keeps(store, file)) yield return file;
                else if (store != left) yield return left = store;
                continue;
            }

            var parent = Path.GetDirectoryName(file)!;
            if (parent != current)
            {
                current = parent;
                // The tree is walked depth first, so a model folder is left for good once a file stands outside it.
                if (model is null || !FolderPath.IsBelow(parent, model))
                {
                    model = IsModel(parent) ? parent : null;
                    if (model is not null) yield return model;
                }
            }

            yield return file;
        }
    }

    /// <summary>Whether a folder holds a model as a whole. Goes by names, because it is asked of every folder.</summary>
    public static bool IsModel(string folder)
    {
        try
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(EntriesLookedAt).ToArray();
            return entries.Any(e => e is FileInfo && e.Name == Signature)
                || (entries.Any(Describes) && HoldsWeights(entries, WeightDepth))
                || (entries.Any(Accompanies) && HoldsWeights(entries, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether a file is named like weights.</summary>
    internal static bool IsWeights(string name) => WeightExtensions.Contains(Path.GetExtension(name)) || name.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase);

    private static bool Describes(FileSystemInfo entry) => entry is DirectoryInfo
        ? entry.Name == ".git"
        : Descriptions.Contains(entry.Name)
            || entry.Name.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase)
            || (entry.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase) && HasFrontMatter(entry.FullName));

    private static bool Accompanies(FileSystemInfo entry) =>
        entry is FileInfo && (Companions.Contains(entry.Name) || Path.GetExtension(entry.Name) is ".py" or ".ipynb");

    private static bool HoldsWeights(FileSystemInfo[] entries, int depth) =>
        entries.Any(e => e is FileInfo && IsWeights(e.Name))
            || (depth > 0 && entries.Any(e => e is DirectoryInfo { LinkTarget: null } below && e.Name[0] != '.' && HoldsWeights([.. below.EnumerateFileSystemInfos().Take(EntriesLookedAt)], depth - 1)));

    private static bool HasFrontMatter(string path)
    {
        try
        {
            using var source = FileSource.Open(path);
            Span<byte> head = stackalloc byte[4];
            return source.Read(0, head) == 4 && head[..3].SequenceEqual("---"u8) && head[3] is (byte)'\n' or (byte)'\r';
        }
        catch (ArtifactException)
        {
            return false;
        }
    }
}
