using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>What the names of its members make of a zip archive.</summary>
/// <param name="Format">The kind of archive.</param>
/// <param name="Folder">The top folder of a PyTorch checkpoint with its slash, empty without one.</param>
/// <param name="HasTorchScript">Whether there is TorchScript code.</param>
internal sealed record ZipLayout(ArtifactFormat Format, string Folder, bool HasTorchScript)
{
    private const string TorchPickle = "data.pkl";
    private const string KerasConfiguration = "config.json";

    internal static ZipLayout Of(IReadOnlyList<ZipMember> members)
    {
        bool hasConfiguration = false, hasMetadata = false, hasWeights = false, hasSchema = false;
        string? folder = null;
        int arrays = 0, files = 0, stores = 0;
        foreach (var member in members)
        {
            if (member.IsFolder) continue;
            files++;
            var name = member.Name;
            if (name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)) arrays++;
            hasConfiguration |= name == KerasConfiguration;
            if (IsSkopsSchema(member)) hasSchema = true;
            else if (Path.GetExtension(name) is ".npy" or ".npz" or ".bin" && !name.Contains('/', StringComparison.Ordinal)) stores++;
            hasMetadata |= name == "metadata.json";
            hasWeights |= name is "model.weights.h5" or "model.weights.npz";
            folder ??= TorchFolder(member.LocalName) ?? TorchFolder(name);
        }

        if (folder is not null)
            return new ZipLayout(ArtifactFormat.TorchZip, folder, members.Any(m => m.Name.StartsWith(folder + "code/", StringComparison.Ordinal) && !m.IsFolder));
        if (files > 0 && arrays == files) return new ZipLayout(ArtifactFormat.NumPyZip, string.Empty, false);
        if (hasSchema && stores == files - 1) return new ZipLayout(ArtifactFormat.Skops, string.Empty, false);
        return new ZipLayout(hasConfiguration && (hasMetadata || hasWeights) ? ArtifactFormat.Keras : ArtifactFormat.Zip, string.Empty, false);
    }

    /// <summary>Whether a member is the raw content of a tensor.</summary>
    internal bool IsStorage(string name) => Format == ArtifactFormat.TorchZip && name.StartsWith(Folder, StringComparison.Ordinal)
        && (name.AsSpan(Folder.Length).StartsWith("data/") || name.AsSpan(Folder.Length).StartsWith("constants/") || name.EndsWith(".storage", StringComparison.Ordinal));

    /// <summary>Whether a member is where Keras looks for its configuration. Keras reads it before it asks for anything else in the archive.</summary>
    internal static bool IsKerasConfiguration(ZipMember member) => member.Name == KerasConfiguration || member.LocalName == KerasConfiguration;

    /// <summary>Whether a member is where skops looks for its schema, whatever else is in the archive.</summary>
    internal static bool IsSkopsSchema(ZipMember member) => member.Name == "schema.json" || member.LocalName == "schema.json";

    private static string? TorchFolder(string? name)
    {
        if (name is null || !name.EndsWith(TorchPickle, StringComparison.Ordinal)) return null;
        var folder = name[..^TorchPickle.Length];
        var slash = folder.IndexOf('/', StringComparison.Ordinal);
        return folder.Length == 0 || (slash > 0 && slash == folder.Length - 1) ? folder : null;
    }
}
